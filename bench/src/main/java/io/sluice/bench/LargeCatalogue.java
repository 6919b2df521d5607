package io.sluice.bench;

import io.sluice.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Writes the catalogue of a large company: a file a team, each with an application and its data sets, and departments whose people hold
 * grants on them. Everything lies in one bucket.
 *
 * @param applications teams, each with one application that reads and writes its own data sets and reads two of its neighbour's
 * @param dataSets prefixes a team
 * @param departments each with a role and a group
 * @param grants a department; every one is rendered twice, to the role and to the group
 */
record LargeCatalogue(int applications, int dataSets, int departments, int grants) {
    static final String BUCKET = "lake-111122223333-us-east-1";
    static final String ACCOUNT = "111122223333";

    /** 1,000 applications, 10,000 prefixes, 100,000 grants. */
    static final LargeCatalogue FULL = new LargeCatalogue(1_000, 10, 200, 250);

    /** Writes {@code catalogue.yaml} and {@code teams/*.yaml}, and gives the folder back. */
    Path write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("teams"));
        Files.createDirectories(folder.resolve("departments"));
        Files.writeString(folder.resolve("catalogue.yaml"), root());
        for (int team = 0; team < applications; team++) {
            Files.writeString(folder.resolve("teams/%s.yaml".formatted(team(team))), ofTeam(team));
        }
        for (int department = 0; department < departments; department++) {
            Files.writeString(
                    folder.resolve("departments/%s.yaml".formatted(department(department))), ofDepartment(department));
        }
        return folder;
    }

    private static String root() {
        return """
                account: "111122223333"
                region: us-east-1
                buckets:
                  - name: %s
                    accessPointPrefix: lake-
                include: [teams/*.yaml, departments/*.yaml]
                oidcProviders:
                  - url: https://login.example.com
                    clientIds: [grants-broker]
                identityCenter:
                  instance: arn:aws:sso:::instance/ssoins-7223b1a9c0d4e5f6
                  identityStore: d-9067a1b2c3
                  trustedTokenIssuers:
                    - {name: Issuer, issuer: "https://login.example.com", claim: email, attribute: emails.value}
                  application:
                    name: S3AccessGrants
                    audiences: [grants-broker]
                    role: grantsBrokerRole
                    trustedService: ec2.amazonaws.com
                    bearerRole: identityBearerRole
                grants:
                  locationRole: accessGrantsLocationRole
                  grantees: [role, group]
                """.formatted(BUCKET);
    }

    private String ofTeam(int team) {
        var text = new StringBuilder("dataSets:\n");
        for (int i = 0; i < dataSets; i++) {
            text.append("  - {name: %s, prefix: %s, owner: %s, classification: internal}\n"
                    .formatted(dataSet(team, i), prefix(team, i), team(team)));
        }
        text.append("""
                applications:
                  - name: %1$s
                    role: %1$sRole
                    trustedService: ec2.amazonaws.com
                    accessPoint: lake-%1$s
                    networkOrigin: internet
                    dataSets:
                """.formatted(team(team)));
        for (int i = 0; i < dataSets; i++) {
            text.append("      %s: [read, write, list]\n".formatted(dataSet(team, i)));
        }
        int neighbour = (team + 1) % applications;
        for (int i = 0; i < Math.min(2, neighbour == team ? 0 : dataSets); i++) {
            text.append("      %s: [read]\n".formatted(dataSet(neighbour, i)));
        }
        return text.toString();
    }

    private String ofDepartment(int department) {
        var text = new StringBuilder("""
                departments:
                  - name: %1$s
                    role: %1$sRole
                    trustedPrincipals: ["arn:aws:iam::111122223333:root"]
                    grants:
                """.formatted(department(department)));
        for (int i = 0; i < grants; i++) {
            int all = applications * dataSets;
            int nth = (department * grants + i) % all;
            int team = nth / dataSets;
            int of = nth % dataSets;
            int region = (department * grants + i) / all;
            text.append("      - {dataSet: %s, subPrefix: %sregion%d/*, permissions: [%s]}\n"
                    .formatted(dataSet(team, of), prefix(team, of), region, i % 3 == 0 ? "read, write" : "read"));
        }
        return text.toString();
    }

    /** Reads what was written, and takes it away again. */
    Catalogue read() throws IOException {
        var folder = write(Files.createTempDirectory("sluice-bench"));
        try {
            return Catalogue.read(folder);
        } finally {
            delete(folder);
        }
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Where one of all data sets lies; those of a team come one after the other. */
    String prefix(int dataSet) {
        return prefix(dataSet / dataSets, dataSet % dataSets);
    }

    int allDataSets() {
        return applications * dataSets;
    }

    static String role(int team) {
        return team(team) + "Role";
    }

    static String accessPoint(int team) {
        return "lake-" + team(team);
    }

    private static String team(int team) {
        return "team%04d".formatted(team);
    }

    private static String department(int department) {
        return "department%03d".formatted(department);
    }

    private static String dataSet(int team, int nth) {
        return "%s-data%02d".formatted(team(team), nth);
    }

    private static String prefix(int team, int nth) {
        return "%s/data%02d/".formatted(team(team), nth);
    }
}
