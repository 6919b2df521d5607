package io.sluice.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.iam.AccessPointGate;
import io.sluice.iam.AccessRequest;
import io.sluice.iam.PolicyEvaluator;
import io.sluice.iam.PolicySet;
import io.sluice.iam.Principal;
import io.sluice.iam.RequestContext;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningsTest {
    @Test
    void warnsOfEachLooseSubPrefixOfTheDemo() {
        assertThat(Catalogue.demo().warnings())
                .hasSize(10)
                .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo("loose-sub-prefix"))
                .extracting(Finding::subject)
                .contains("customer-support users*", "sales users*", "human-resources benefits*");
        assertThat(Catalogue.demo().warnings().getFirst().message())
                .contains("\"products-archive/…\"", "write \"products/*\"");
        assertThat(Catalogue.demo().warnings().getFirst().place()).isPresent();
    }

    @Test
    void isContentWithASubPrefixThatEndsWithASlash() {
        var text = CATALOGUE.replace("subPrefix: a*", "subPrefix: a/*");

        assertThat(Catalogue.parse("c.yaml", text).warnings()).isEmpty();
        assertThat(Catalogue.parse("c.yaml", CATALOGUE).warnings())
                .extracting(Finding::kind)
                .containsExactly("loose-sub-prefix");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'fields: {cost: confidential}', unredacted-field",
        "'fields: {cost: internal}', ''",
        "'fields: {price: confidential}', ''",
        "'fields: {email: restricted}', unredacted-field"
    })
    void warnsOfASensitiveFieldThatAViewShows(String fields, String kind) {
        var text = ViewDecisionsTest.VIEWED.replaceFirst("(prefix: a/,)", "$1 " + fields + ",");

        assertThat(Catalogue.parse("c.yaml", text).warnings())
                .extracting(Finding::kind)
                .isEqualTo(kind.isEmpty() ? java.util.List.of() : java.util.List.of(kind));
    }

    @ParameterizedTest(name = "under {0}")
    @CsvSource({"'', 1", "'under: dt=,', 0", "'suffix: .json,', 0"})
    void warnsOfAFunctionThatMayStartItself(String under, int warnings) {
        var text = CATALOGUE.replace("subPrefix: a*", "subPrefix: a/*")
                + "functions: [{name: f, application: app, triggers: [{" + under + " dataSet: a}]}]\n";

        assertThat(Catalogue.parse("c.yaml", text).warnings()).hasSize(warnings);
    }

    @Test
    void showsWhatIsUsedOfEachLimit() {
        assertThat(Catalogue.demo().quotas())
                .extracting(Quota::toString)
                .contains("access points: 4/10000", "access grants: 20/100000", "Access Grants locations: 2/1000")
                .anySatisfy(quota -> assertThat(quota)
                        .startsWith("bytes in the policy of bucket store-events-")
                        .endsWith("/20480"))
                .anySatisfy(quota ->
                        assertThat(quota).matches("bytes in the trust policy of ShopFast-Marketing: \\d+/2048"));
    }

    @Test
    void warnsBeforeTheBucketPolicyIsFull() {
        assertThat(Catalogue.parse("c.yaml", many(230, "")).warnings())
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "quota-near", "bytes in the policy of bucket store-events"));
        assertThat(Catalogue.parse("c.yaml", many(100, "")).warnings()).isEmpty();
    }

    @Test
    void tellsThatMoreRolesHaveToBeAskedFor() {
        var prefix = "point-";

        assertThat(Catalogue.parse("c.yaml", many(1_001, prefix)).warnings())
                .filteredOn(finding -> finding.subject().equals("roles"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("1001/1000", "up to 5000"));
        assertThat(Catalogue.parse("c.yaml", many(799, prefix)).warnings())
                .noneMatch(finding -> finding.subject().equals("roles"));
        assertThatThrownBy(() -> Catalogue.parse("c.yaml", many(5_001, prefix)).render())
                .hasMessageContaining("roles: 5001/1000");
    }

    @Test
    void tellsWhatToDoWhenTheBucketPolicyIsFull() {
        var catalogue = Catalogue.parse("c.yaml", many(400, ""));

        assertThatThrownBy(catalogue::render).hasMessageContaining("give the bucket an accessPointPrefix");
    }

    /** One statement of the same size, however many applications there are. */
    @Test
    void trustsAThousandAccessPointsByHowTheirNamesStart() {
        var one = Catalogue.parse("c.yaml", many(1, "point-")).render().bucket().policy();
        var thousand = Catalogue.parse("c.yaml", many(1_000, "point-"))
                .render()
                .bucket()
                .policy();

        assertThat(thousand).isEqualTo(one);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "arn:aws:s3:us-east-1:111122223333:accesspoint/point-7, true",
        "arn:aws:s3:us-east-1:111122223333:accesspoint/pointer, false",
        "arn:aws:s3:us-east-1:111122223333:accesspoint/my-point-7, false",
        "arn:aws:s3:eu-west-1:111122223333:accesspoint/point-7, false",
        "arn:aws:s3:us-east-1:444455556666:accesspoint/point-7, false"
    })
    void trustsNoOtherAccessPointThen(String arn, boolean allowed) {
        var bucket = Catalogue.parse("c.yaml", many(10, "point-")).render().bucket();
        var open = Deciding.policy("open", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
                 "Action": "s3:GetObject", "Resource": "%s/object/*"}]}""".formatted(arn));
        var gate =
                new AccessPointGate(arn, "store-events", AccessPointGate.NetworkOrigin.INTERNET, "", Optional.of(open));
        var request = new AccessRequest(
                Principal.of("arn:aws:iam::111122223333:role/r7"),
                "s3:GetObject",
                "arn:aws:s3:::store-events/d/a",
                "111122223333",
                RequestContext.empty());

        var decision = PolicyEvaluator.decide(
                request,
                PolicySet.builder()
                        .resource(Deciding.policy("bucket", bucket.policy().orElseThrow()))
                        .accessPoint(gate)
                        .build());

        assertThat(decision.isAllowed()).isEqualTo(allowed);
    }

    @Test
    void refusesAnAccessPointThatTheBucketWouldNotTrust() {
        assertThatThrownBy(() -> Catalogue.parse("c.yaml", many(1, "lake-")))
                .hasMessageContaining("access points of store-events start with \"lake-\"; write \"lake-point-0\"");
    }

    private static String many(int count, String prefix) {
        var text = new StringBuilder("""
                account: "111122223333"
                region: us-east-1
                bucket: {name: store-events, tls: optional%s}
                dataSets: [{name: d, prefix: d/, owner: o, classification: internal}]
                applications:
                """.formatted(prefix.isEmpty() ? "" : ", accessPointPrefix: " + prefix));
        for (int i = 0; i < count; i++) {
            text.append(
                    "  - {name: a%1$d, role: r%1$d, trustedService: ec2.amazonaws.com, accessPoint: point-%1$d, dataSets: {d: [read]}}\n"
                            .formatted(i));
        }
        return text.toString();
    }

    private static final String CATALOGUE = """
            account: "111122223333"
            region: us-east-1
            bucket: {name: lake, tls: optional}
            dataSets:
              - {name: a, prefix: a/, owner: o, classification: internal}
            applications:
              - {name: app, role: app, trustedService: lambda.amazonaws.com, accessPoint: app, dataSets: {a: [write]}}
            grants: {locationRole: location, grantees: [role]}
            departments:
              - {name: d, role: d, trustedPrincipals: ["arn:aws:iam::111122223333:root"], grants: [{dataSet: a, subPrefix: a*, permissions: [read]}]}
            """;
}
