package io.sluice.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.iam.AccessPointGate;
import io.sluice.iam.AccessRequest;
import io.sluice.iam.Decision;
import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.PolicyEvaluator;
import io.sluice.iam.PolicySet;
import io.sluice.iam.Principal;
import io.sluice.iam.RequestContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo's documents, decided as AWS would: what the catalogue grants, and next to each what it does not. */
class RenderedDecisionsTest {
    private static final RenderedCatalogue DEMO = Catalogue.demo().render();
    private static final String BUCKET = "arn:aws:s3:::store-events-111122223333-us-east-1";

    @ParameterizedTest(name = "{0} {1} {2} through {3}: {4}")
    @CsvSource(textBlock = """
                    # role,                action,              key,                          access point,    allowed
                    webAppClientRole,      s3:GetObject,        sales_event/a.json,           ec2-consumer,    true
                    webAppClientRole,      s3:PutObject,        sales_event/a.json,           ec2-consumer,    true
                    webAppClientRole,      s3:GetObject,        sales_event/dt=1/a%2F..json,  ec2-consumer,    true
                    webAppClientRole,      s3:GetObject,        sales_event/,                 ec2-consumer,    true
                    webAppClientRole,      s3:GetObject,        sales_event,                  ec2-consumer,    false
                    webAppClientRole,      s3:GetObject,        sales_events/a.json,          ec2-consumer,    false
                    webAppClientRole,      s3:GetObject,        Sales_event/a.json,           ec2-consumer,    false
                    webAppClientRole,      s3:GetObject,        x/sales_event/a.json,         ec2-consumer,    false
                    webAppClientRole,      s3:GetObject,        inventory_event/a.json,       ec2-consumer,    false
                    webAppClientRole,      s3:GetObject,        quarantine/a.json,            ec2-consumer,    false
                    webAppClientRole,      s3:PutObject,        kon.json,                     ec2-consumer,    false
                    webAppClientRole,      s3:PutObject,        inventory_event/a.json,       ec2-consumer,    false
                    webAppClientRole,      s3:DeleteObject,     sales_event/a.json,           ec2-consumer,    false
                    webAppClientRole,      s3:GetObjectVersion, sales_event/a.json,           ec2-consumer,    false
                    webAppClientRole,      s3:GetObjectTagging, sales_event/a.json,           ec2-consumer,    false
                    webAppClientRole,      s3:PutObjectAcl,     sales_event/a.json,           ec2-consumer,    false
                    webAppClientRole,      s3:GetObject,        sales_event/a.json,           lambda-consumer, false
                    webAppClientRole,      s3:GetObject,        inventory_event/a.json,       lambda-consumer, false
                    webAppClientRole,      s3:PutObject,        sales_event/a.json,           store-producer,  false
                    inventoryConsumerRole, s3:GetObject,        inventory_event/a.json,       lambda-consumer, false
                    inventoryConsumerRole, s3:PutObject,        inventory_event/a.json,       lambda-consumer, true
                    inventoryConsumerRole, s3:PutObject,        sales_event/a.json,           lambda-consumer, false
                    inventoryConsumerRole, s3:GetObject,        sales_event/a.json,           lambda-consumer, false
                    inventoryConsumerRole, s3:GetObject,        inventory_event/a.json,       ec2-consumer,    false
                    inventoryConsumerRole, s3:GetObject,        sales_event/a.json,           ec2-consumer,    false
                    storeProducerRole,     s3:PutObject,        sales_event/a.json,           store-producer,  true
                    storeProducerRole,     s3:PutObject,        inventory_event/a.json,       store-producer,  true
                    storeProducerRole,     s3:PutObject,        quarantine/a.json,            store-producer,  true
                    storeProducerRole,     s3:PutObject,        other/a.json,                 store-producer,  false
                    storeProducerRole,     s3:GetObject,        sales_event/a.json,           store-producer,  false
                    storeProducerRole,     s3:DeleteObject,     sales_event/a.json,           store-producer,  false
                    storeProducerRole,     s3:PutObject,        sales_event/a.json,           ec2-consumer,    false
                    someOtherRole,         s3:GetObject,        sales_event/a.json,           ec2-consumer,    false
                    """)
    void letsARoleTouchItsOwnObjectsThroughItsOwnAccessPoint(
            String role, String action, String key, String accessPoint, boolean allowed) {
        assertThat(throughAccessPoint(role, action, "/object/" + key, accessPoint, RequestContext.empty())
                        .isAllowed())
                .isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0} lists {1} through {2}: {3}")
    @CsvSource(textBlock = """
                    webAppClientRole,      sales_event/,       ec2-consumer,    true
                    webAppClientRole,      sales_event/dt=1/,  ec2-consumer,    true
                    webAppClientRole,      sales_event,        ec2-consumer,    false
                    webAppClientRole,      '',                 ec2-consumer,    false
                    webAppClientRole,      inventory_event/,   ec2-consumer,    false
                    webAppClientRole,      inventory_event/,   lambda-consumer, false
                    inventoryConsumerRole, inventory_event/,   lambda-consumer, true
                    inventoryConsumerRole, sales_event/,       lambda-consumer, false
                    storeProducerRole,     sales_event/,       store-producer,  false
                    """)
    void letsARoleListItsOwnPrefixes(String role, String prefix, String accessPoint, boolean allowed) {
        var context = RequestContext.of(Map.of("s3:prefix", List.of(prefix)));

        assertThat(throughAccessPoint(role, "s3:ListBucket", "", accessPoint, context)
                        .isAllowed())
                .isEqualTo(allowed);
    }

    @Test
    void refusesToListWithoutAnyPrefix() {
        assertThat(throughAccessPoint("webAppClientRole", "s3:ListBucket", "", "ec2-consumer", RequestContext.empty())
                        .isAllowed())
                .isFalse();
    }

    @ParameterizedTest(name = "{0} {1} straight to the bucket")
    @CsvSource({
        "webAppClientRole, s3:GetObject, /sales_event/a.json",
        "webAppClientRole, s3:PutObject, /sales_event/a.json",
        "storeProducerRole, s3:PutObject, /sales_event/a.json",
        "webAppClientRole, s3:ListBucket, ''",
        "webAppClientRole, s3:DeleteBucketPolicy, ''"
    })
    void refusesEveryRoleThatGoesStraightToTheBucket(String role, String action, String path) {
        var request = request(role, action, BUCKET + path, RequestContext.empty());

        assertThat(PolicyEvaluator.decide(
                                request,
                                PolicySet.builder().resource(bucketPolicy(DEMO)).build())
                        .isAllowed())
                .isFalse();
    }

    /** Whoever may create an access point must not be able to open the bucket with it. */
    @ParameterizedTest(name = "an access point {0}: {1}")
    @CsvSource({"ec2-consumer, true", "a-new-one, false"})
    void trustsOnlyTheCataloguesOwnAccessPoints(String name, boolean allowed) {
        var arn = "arn:aws:s3:us-east-1:111122223333:accesspoint/" + name;
        var open = policy("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "%s"},
                 "Action": "s3:GetObject", "Resource": "%s/object/*"}]}""".formatted("arn:aws:iam::111122223333:role/webAppClientRole", arn));
        var request = request("webAppClientRole", "s3:GetObject", BUCKET + "/sales_event/a", RequestContext.empty());

        assertThat(throughGate(request, gate(DEMO, arn, Optional.of(open))).isAllowed())
                .isEqualTo(allowed);
    }

    @Test
    void trustsNoAccessPointOfAnotherAccount() {
        var arn = "arn:aws:s3:us-east-1:444455556666:accesspoint/ec2-consumer";
        var all = policy("""
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}""");
        var request = new AccessRequest(
                Principal.of("arn:aws:iam::444455556666:user/mallory"),
                "s3:GetObject",
                BUCKET + "/sales_event/a",
                "111122223333",
                RequestContext.empty());

        var decision = PolicyEvaluator.decide(
                request,
                PolicySet.builder()
                        .identity(all)
                        .resource(bucketPolicy(DEMO))
                        .accessPoint(gate(DEMO, arn, Optional.empty()))
                        .build());

        assertThat(decision.isAllowed()).isFalse();
    }

    @ParameterizedTest(name = "{0} assumes {1}: {2}")
    @CsvSource({
        "ec2.amazonaws.com, webAppClientRole, true",
        "ec2.amazonaws.com, storeProducerRole, true",
        "lambda.amazonaws.com, inventoryConsumerRole, true",
        "lambda.amazonaws.com, webAppClientRole, false",
        "ec2.amazonaws.com, inventoryConsumerRole, false",
        "s3.amazonaws.com, webAppClientRole, false"
    })
    void letsOnlyTheServiceThatRunsAnApplicationAssumeItsRole(String service, String role, boolean allowed) {
        var trust = DEMO.roles().stream()
                .filter(each -> each.name().equals(role))
                .findFirst()
                .orElseThrow();
        var request = new AccessRequest(
                Principal.service(service), "sts:AssumeRole", trust.arn(), DEMO.account(), RequestContext.empty());

        var decision = PolicyEvaluator.decide(
                request,
                PolicySet.builder().roleTrust(policy(trust.trustPolicy())).build());

        assertThat(decision.isAllowed()).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "TLS {0}: {1}")
    @CsvSource({"true, true", "false, false"})
    void refusesPlainHttpWhereTlsIsRequired(String secure, boolean allowed) {
        var rendered = Catalogue.parse("c.yaml", CatalogueParserTest.VALID.replace("tls: optional", "tls: required"))
                .render();
        var point = rendered.accessPoints().getFirst();
        var gate = gate(rendered, point.arn(), point.policy().map(RenderedDecisionsTest::policy));
        var context = RequestContext.of(Map.of("aws:SecureTransport", List.of(secure)));
        var request = request("webAppClientRole", "s3:GetObject", "arn:aws:s3:::store-events/sales_event/a", context);

        var decision = PolicyEvaluator.decide(
                request,
                PolicySet.builder()
                        .resource(bucketPolicy(rendered))
                        .accessPoint(gate)
                        .build());

        assertThat(decision.isAllowed()).isEqualTo(allowed);
    }

    private static Decision throughAccessPoint(
            String role, String action, String suffix, String accessPoint, RequestContext context) {
        var point = DEMO.accessPoints().stream()
                .filter(each -> each.name().equals(accessPoint))
                .findFirst()
                .orElseThrow();
        var request = request(role, action, point.arn() + suffix, context);
        return throughGate(request, gate(DEMO, point.arn(), point.policy().map(RenderedDecisionsTest::policy)));
    }

    private static Decision throughGate(AccessRequest request, AccessPointGate gate) {
        return PolicyEvaluator.decide(
                request,
                PolicySet.builder()
                        .resource(bucketPolicy(DEMO))
                        .accessPoint(gate)
                        .build());
    }

    private static AccessRequest request(String role, String action, String resource, RequestContext context) {
        var session = Principal.of("arn:aws:sts::111122223333:assumed-role/" + role + "/i-0123456789abcdef0");
        return new AccessRequest(session, action, resource, "111122223333", context);
    }

    private static AccessPointGate gate(RenderedCatalogue rendered, String arn, Optional<NamedPolicy> policy) {
        var bucket = rendered.bucket().name();
        return new AccessPointGate(arn, bucket, AccessPointGate.NetworkOrigin.INTERNET, "", policy);
    }

    private static NamedPolicy bucketPolicy(RenderedCatalogue rendered) {
        return policy(rendered.bucket().policy().orElseThrow());
    }

    private static NamedPolicy policy(String json) {
        return new NamedPolicy("rendered", PolicyDocument.parse(json));
    }
}
