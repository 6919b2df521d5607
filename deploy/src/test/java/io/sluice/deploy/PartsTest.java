package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.RenderedCatalogue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** More applications than an account has roles for before AWS raises that, each with an access point, and departments that hold grants. */
@NeedsNode
class PartsTest {
    private static final int APPLICATIONS = 1_200;
    private static final int PARTS = 5;
    private static final int MOST_RESOURCES = 500;
    private static final int MOST_BYTES = 1024 * 1024;

    private static SequencedMap<String, String> templates;

    @BeforeAll
    static void synthesize() throws IOException {
        templates = Stacks.templates(many(APPLICATIONS), new Choices(false, Choices.Code.NATIVE, PARTS));
    }

    private static RenderedCatalogue many(int count) {
        return Catalogue.parse(
                        "many.yaml",
                        """
                        account: "111122223333"
                        region: us-east-1
                        bucket: {name: lake-111122223333-us-east-1, accessPointPrefix: lake-}
                        grants: {locationRole: locationRole, grantees: [role]}
                        """
                                + all(
                                        "dataSets",
                                        count,
                                        "  - {name: set-s%1$d, prefix: set-s%1$d/, owner: o, classification: internal}\n")
                                + all("applications", count, """
                                  - name: app-a%1$d
                                    role: role%1$d
                                    trustedService: ec2.amazonaws.com
                                    accessPoint: lake-app-a%1$d
                                    networkOrigin: internet
                                    dataSets: {set-s%1$d: [read, list]}
                                """)
                                + all("departments", 10, """
                                  - name: department-d%1$d
                                    role: Department%1$d
                                    trustedPrincipals: ["arn:aws:iam::111122223333:root"]
                                    members: []
                                    grants: [{dataSet: set-s%1$d, subPrefix: set-s%1$d/*, permissions: [read]}]
                                """))
                .render();
    }

    private static String all(String member, int count, String each) {
        return IntStream.range(0, count).mapToObj(each::formatted).collect(Collectors.joining("", member + ":\n", ""));
    }

    @Test
    void eachStaysWithinTheLimitsOfAStack() {
        assertThat(templates).allSatisfy((name, template) -> {
            assertThat(Synthesized.json(template).path("Resources").size()).isBetween(1, MOST_RESOURCES);
            assertThat(template.length()).isLessThan(MOST_BYTES);
        });
    }

    @Test
    void haveEveryApplicationOnce() {
        var points = templates.entrySet().stream()
                .filter(template -> template.getKey().startsWith("sluice-access"))
                .flatMap(template ->
                        Synthesized.all(Synthesized.json(template.getValue()).path("Resources")))
                .filter(resource -> resource.path("Type").asText().equals("AWS::S3::AccessPoint"))
                .map(resource -> resource.at("/Properties/Name").asText())
                .toList();

        assertThat(templates).containsKeys("sluice-access.json", "sluice-access-2.json", "sluice-access-5.json");
        assertThat(points).hasSize(APPLICATIONS).doesNotHaveDuplicates();
    }

    @Test
    void moveNothingWhenOneGoes() {
        var all = IntStream.range(0, APPLICATIONS).mapToObj(Integer::toString).toList();

        for (int part = 0; part < PARTS; part++) {
            var without = new ArrayList<>(Parts.of("names", all, name -> name, PARTS, part));
            without.remove("7");
            assertThat(Parts.of(
                            "names",
                            all.stream().filter(name -> !name.equals("7")).toList(),
                            name -> name,
                            PARTS,
                            part))
                    .isEqualTo(without);
        }
    }

    @Test
    void findLocationsByWhatTheFirstExports() {
        assertThat(templates.get("sluice-grants.json")).contains("\"Name\": \"sluice-LakeLocation\"");
        assertThat(templates.entrySet())
                .filteredOn(template -> template.getKey().startsWith("sluice-grants-"))
                .isNotEmpty()
                .allSatisfy(template ->
                        assertThat(template.getValue()).contains("\"Fn::ImportValue\": \"sluice-LakeLocation\""));
    }

    @Test
    void sayHowManyAreWantedWhereOneIsTooFull() {
        var all = IntStream.range(0, APPLICATIONS).mapToObj(Integer::toString).toList();

        assertThatThrownBy(() -> Parts.of("roles", all, name -> name, 1, 0))
                .hasMessageStartingWith(APPLICATIONS + " roles would stand in one stack")
                .hasMessageEndingWith("give --parts 2 or more");
    }
}
