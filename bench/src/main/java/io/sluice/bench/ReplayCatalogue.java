package io.sluice.bench;

import io.sluice.catalogue.Catalogue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A catalogue near what AWS takes: 1,000 roles, 10,000 data sets, 100,000 access grants. */
final class ReplayCatalogue {
    static final String ACCOUNT = "111122223333";
    static final String BUCKET = "bench-lake-111122223333";
    static final int APPLICATIONS = 900;
    static final int DEPARTMENTS = 96;
    static final int DATA_SETS = 10_000;
    private static final int GRANTS = 100_000;

    private ReplayCatalogue() {}

    static Catalogue read() {
        return Catalogue.parse("bench.yaml", text());
    }

    /** The data set with this number lies there. */
    static String prefix(int dataSet) {
        return "domain" + dataSet % 100 + "/set" + dataSet + "/";
    }

    /** Which data sets an application reads: ten, beginning here. */
    static int firstOf(int application) {
        return application * 11 % (DATA_SETS - 10);
    }

    /** Which data sets a department reads: a number after this one. */
    static int firstOfDepartment(int department) {
        return department * 97;
    }

    private static String text() {
        return """
                account: "%s"
                region: us-east-1
                buckets:
                  - {name: %s, accessPointPrefix: lake-}
                identityCenter:
                  instance: arn:aws:sso:::instance/ssoins-7223b1a9c0d4e5f6
                  identityStore: d-9067a1b2c3
                  trustedTokenIssuers:
                    - {name: Issuer, issuer: "https://localhost", claim: email, attribute: emails.value}
                  application:
                    name: Broker
                    audiences: [broker]
                    role: brokerRole
                    trustedService: ec2.amazonaws.com
                    bearerRole: bearerRole
                grants:
                  locationRole: locationRole
                  grantees: [group]
                users: [{name: ada, displayName: Ada, email: ada@shopfast.example}]
                dataSets:
                %s
                applications:
                %s
                departments:
                %s
                """.formatted(
                        ACCOUNT,
                        BUCKET,
                        lines(DATA_SETS, ReplayCatalogue::dataSet),
                        lines(APPLICATIONS, ReplayCatalogue::application),
                        lines(DEPARTMENTS, ReplayCatalogue::department));
    }

    private static String lines(int count, java.util.function.IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n"));
    }

    private static String dataSet(int number) {
        return "  - {name: set-n" + number + ", prefix: " + prefix(number) + ", owner: domain" + number % 100
                + ", classification: internal}";
    }

    private static String application(int number) {
        var sets = IntStream.range(firstOf(number), firstOf(number) + 10)
                .mapToObj(set -> "set-n" + set + ": [read, write, list]")
                .collect(Collectors.joining(", "));
        return "  - {name: app-n" + number + ", role: appRole" + number + ", trustedService: ec2.amazonaws.com,"
                + " accessPoint: lake-app-" + number + ", networkOrigin: internet, dataSets: {" + sets + "}}";
    }

    private static String department(int number) {
        int from = firstOfDepartment(number) % DATA_SETS;
        var grants = IntStream.range(0, GRANTS / DEPARTMENTS)
                .map(each -> (from + each) % DATA_SETS)
                .mapToObj(set -> "{dataSet: set-n" + set + ", subPrefix: " + prefix(set) + "*, permissions: [read]}")
                .collect(Collectors.joining(", "));
        return "  - {name: department-n" + number + ", role: departmentRole" + number
                + ", trustedPrincipals: [\"arn:aws:iam::" + ACCOUNT + ":root\"], members: [ada], grants: [" + grants
                + "]}";
    }
}
