package io.sluice.catalogue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalogue.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records in CloudTrail's fields, on the demo's catalogue and on changed ones. */
class ReplayTest {
    private static final String DENIED = ",\"errorCode\":\"AccessDenied\",\"errorMessage\":\"Access Denied\"";
    private static final String READ =
            Logs.trail("webAppClientRole/s-1", "ec2-consumer", "GetObject", "sales_event/dt=2026_03_01/a.json", "");
    private static final String OUTSIDE =
            Logs.trail("webAppClientRole/s-1", "ec2-consumer", "GetObject", "inventory_event/a.json", DENIED);

    @Test
    void sameCatalogueDecidesAsTheLogSays() {
        var report = Logs.report(Catalogue.demo(), READ + OUTSIDE);

        assertThat(report.isSame()).isTrue();
        assertThat(report.stillAllowed()).isEqualTo(1);
        assertThat(report.stillRefused()).isEqualTo(1);
        assertThat(report.undecidable()).isEmpty();
    }

    @Test
    void permissionTakenAwayRefusesWhatUsedItAndNothingElse() {
        var write = Logs.trail("webAppClientRole/s-1", "ec2-consumer", "PutObject", "sales_event/b.json", "");
        var changed = Logs.changed("sales-events: [read, write, list]", "sales-events: [write, list]");

        var report = Logs.report(changed, READ + READ + write + OUTSIDE);

        assertThat(report.stillAllowed()).isEqualTo(1);
        assertThat(report.refused()).singleElement().satisfies(change -> {
            assertThat(change.who()).isEqualTo("webAppClientRole");
            assertThat(change.action()).isEqualTo("s3:GetObject");
            assertThat(change.way()).isEqualTo("access point ec2-consumer");
            assertThat(change.folder()).isEqualTo("sales_event/");
            assertThat(change.count()).isEqualTo(2);
            assertThat(change.example()).startsWith("a.log:1 ");
            assertThat(change.decided().message()).endsWith("allows the s3:GetObject action");
        });
        assertThat(report.allowed()).isEmpty();
    }

    @Test
    void permissionAddedAllowsWhatWasRefused() {
        var changed = Logs.changed(
                "sales-events: [read, write, list]",
                "sales-events: [read, write, list]\n      inventory-events: [read]");

        var report = Logs.report(changed, READ + OUTSIDE);

        assertThat(report.stillAllowed()).isEqualTo(1);
        assertThat(report.allowed()).singleElement().satisfies(change -> {
            assertThat(change.folder()).isEqualTo("inventory_event/");
            assertThat(change.decided().allowed()).isTrue();
            assertThat(change.decided().document()).isNotEmpty();
        });
    }

    @Test
    void accessPointThatIsGoneRefuses() {
        var changed = Logs.changed("accessPoint: ec2-consumer", "accessPoint: ec2-consumer-v2");

        var report = Logs.report(changed, READ);

        assertThat(report.refused())
                .singleElement()
                .satisfies(change -> assertThat(change.decided().statement()).contains("no longer"));
    }

    @Test
    void listIsDecidedByItsPrefix() {
        var report = Logs.report(
                Catalogue.demo(),
                Logs.list("webAppClientRole/s-1", "ec2-consumer", "sales_event/", "")
                        + Logs.list("webAppClientRole/s-1", "ec2-consumer", "", DENIED)
                        + Logs.list("webAppClientRole/s-1", "ec2-consumer", "inventory_event/", ""));

        assertThat(report.stillAllowed()).isEqualTo(1);
        assertThat(report.stillRefused()).isEqualTo(1);
        assertThat(report.refused())
                .singleElement()
                .satisfies(change -> assertThat(change.folder()).isEqualTo("inventory_event/"));
    }

    @Test
    void missingKeyWasAllowed() {
        var missing = ",\"errorCode\":\"NoSuchKey\",\"errorMessage\":\"The specified key does not exist.\"";
        var withoutList =
                ",\"errorCode\":\"AccessDenied\",\"errorMessage\":\"User: arn:aws:sts::111122223333:assumed-role/"
                        + "webAppClientRole/s-1 is not authorized to perform: s3:ListBucket on resource: x because no identity-based"
                        + " policy allows the s3:ListBucket action\"";

        var report = Logs.report(
                Catalogue.demo(),
                Logs.trail("webAppClientRole/s-1", "ec2-consumer", "GetObject", "sales_event/a", missing)
                        + Logs.trail(
                                "webAppClientRole/s-1", "ec2-consumer", "GetObject", "sales_event/a", withoutList));

        assertThat(report.stillAllowed()).isEqualTo(2);
    }

    @Test
    void readForObjectLambdaIsAllowedToAReaderOfTheViewOnly() {
        var direct = Logs.trail(
                "inventoryConsumerRole/s-1", "lambda-consumer", "GetObject", "inventory_event/a.json", DENIED);
        var through = direct.replace(DENIED, "")
                .replace("\"accessKeyId\"", "\"invokedBy\":\"s3-object-lambda.amazonaws.com\",\"accessKeyId\"");

        var report = Logs.report(Catalogue.demo(), direct + through);

        assertThat(report.isSame()).isTrue();
        assertThat(report.stillAllowed()).isEqualTo(1);
        assertThat(report.stillRefused()).isEqualTo(1);
    }

    @Test
    void callToAnObjectLambdaAccessPointIsDecidedThere() {
        var resources = "{\"type\":\"AWS::S3ObjectLambda::AccessPoint\",\"ARN\":"
                + "\"arn:aws:s3-object-lambda:us-east-1:111122223333:accesspoint/data-shield\"}";
        var reader =
                Logs.record("inventoryConsumerRole/s-1", "GetObject", "\"key\":\"inventory_event/a\"", resources, "");
        var stranger =
                Logs.record("webAppClientRole/s-1", "GetObject", "\"key\":\"inventory_event/a\"", resources, DENIED);
        var lambda = (reader + stranger).replace("s3.amazonaws.com", "s3-object-lambda.amazonaws.com");

        var report = Logs.report(Catalogue.demo(), lambda);

        assertThat(report.isSame()).isTrue();
        assertThat(report.stillAllowed()).isEqualTo(1);
        assertThat(report.stillRefused()).isEqualTo(1);
    }

    @Test
    void vendedCredentialsAreDecidedByTheirGrants() {
        var vend = """
                {"eventTime":"2026-03-01T09:00:00Z","eventSource":"s3.amazonaws.com","eventName":"GetDataAccess",\
                "responseElements":{"credentials.accessKeyId":"ASIA1","matchedGrantTarget":"s3://%s/users*",\
                "granteeIdentifier":"arn:aws:iam::111122223333:role/ShopFast-CustomerSupport"}}
                """.formatted(Logs.SHOP);
        var bucket = "{\"type\":\"AWS::S3::Bucket\",\"ARN\":\"arn:aws:s3:::" + Logs.SHOP + "\"}";
        var session = "accessGrantsLocationRole/access-grants-0b9c";
        var read = Logs.record(session, "GetObject", "\"key\":\"users/user_list\"", bucket, "");
        var beside = Logs.record(session, "GetObject", "\"key\":\"transactions/a\"", bucket, DENIED);
        var write = Logs.record(session, "PutObject", "\"key\":\"users/user_list\"", bucket, DENIED);

        var report = Logs.report(Catalogue.demo(), vend + read + beside + write);
        var without = Logs.report(
                Logs.changed(
                        "{dataSet: users, subPrefix: users*, permissions: [read]}",
                        "{dataSet: products, subPrefix: products*, permissions: [read]}"),
                vend + read);
        var unknown = Logs.report(Catalogue.demo(), read);

        assertThat(report.isSame()).isTrue();
        assertThat(report.stillAllowed()).isEqualTo(1);
        assertThat(report.stillRefused()).isEqualTo(2);
        assertThat(without.refused())
                .singleElement()
                .satisfies(change -> assertThat(change.who()).isEqualTo("ShopFast-CustomerSupport"));
        assertThat(unknown.undecidable()).containsOnlyKeys(Reason.VENDED);
    }

    @Test
    void callerWithPoliciesElsewhereIsNotTakenToBeAllowed() {
        var stranger = Logs.trail("someRole/s-1", "ec2-consumer", "GetObject", "sales_event/a", "");

        var report = Logs.report(Catalogue.demo(), stranger);

        assertThat(report.stillAllowed()).isZero();
        assertThat(report.undecidable()).containsOnlyKeys(Reason.UNKNOWN_CALLER);
    }

    @Test
    void roleThatIsGoneIsRefusedAtTheAccessPointThatStays() {
        var lake = ",\"sluice\":{\"decision\":\"Allowed\",\"secureTransport\":\"false\"}";
        var read = Logs.trail("webAppClientRole/s-1", "ec2-consumer", "GetObject", "sales_event/a.json", lake);
        var opened = read.replace("\"accessKeyId\"", "\"sessionContext\":{\"sessionIssuer\":{}},\"accessKeyId\"");
        var changed = Logs.changed("role: webAppClientRole", "role: webAppClientRoleV2");

        var gone = Logs.report(changed, opened);
        var untold = Logs.report(changed, read);
        var stays = Logs.report(Catalogue.demo(), opened);

        assertThat(gone.refused()).singleElement().satisfies(change -> {
            assertThat(change.who()).endsWith(":assumed-role/webAppClientRole/s-1");
            assertThat(change.decided().message()).endsWith("no identity-based policy allows the s3:GetObject action");
        });
        assertThat(untold.undecidable()).containsOnlyKeys(Reason.UNKNOWN_CALLER);
        assertThat(stays.stillAllowed()).isEqualTo(1);
    }

    @Test
    void roleOfVendedCredentialsThatIsGoneTellsNothingOfGrants() {
        var bucket = "{\"type\":\"AWS::S3::Bucket\",\"ARN\":\"arn:aws:s3:::" + Logs.SHOP + "\"}";
        var read = Logs.record(
                        "accessGrantsLocationRole/access-grants-0b9c",
                        "GetObject",
                        "\"key\":\"users/a\"",
                        bucket,
                        ",\"sluice\":{\"decision\":\"Allowed\"}")
                .replace("\"accessKeyId\"", "\"sessionContext\":{},\"accessKeyId\"");
        var changed = Logs.changed("locationRole: accessGrantsLocationRole", "locationRole: otherLocationRole");

        assertThat(Logs.report(changed, read).undecidable()).containsOnlyKeys(Reason.UNKNOWN_CALLER);
    }

    @Test
    void lakeTellsWhetherItWasTls() {
        var changed = Logs.changed(
                "  - name: store-events-111122223333-us-east-1\n    tls: optional",
                "  - name: store-events-111122223333-us-east-1");
        var with = READ.replace("}\n", ",\"sluice\":{\"decision\":\"Allowed\",\"secureTransport\":true}}\n");
        var without = READ.replace("}\n", ",\"sluice\":{\"decision\":\"Allowed\",\"secureTransport\":false}}\n");

        var report = Logs.report(changed, with + without);

        assertThat(report.undecidable()).isEmpty();
        assertThat(report.stillAllowed()).isEqualTo(1);
        assertThat(report.refused())
                .singleElement()
                .satisfies(change -> assertThat(change.decided().message()).contains("explicit deny"));
    }

    @Test
    void hostThatACloudTrailRecordNamesIsNoProofOfTls() {
        var changed = Logs.changed(
                "  - name: store-events-111122223333-us-east-1\n    tls: optional",
                "  - name: store-events-111122223333-us-east-1");
        var named = READ.replace("}\n", ",\"tlsDetails\":{\"clientProvidedHostHeader\":\"h\"}}\n");

        assertThat(Logs.report(changed, named).undecidable()).containsOnlyKeys(Reason.TLS);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "store-events-111122223333-us-east-1/sales_event/a.json, false",
        "arn%3Aaws%3As3%3Aus-east-1%3A111122223333%3Aaccesspoint%2Fec2-consumer%2Fobject%2Fsales_event%2Fa.json, true",
        "arn%3Aaws%3As3%3Aus-east-1%3A111122223333%3Aaccesspoint%2Fec2-consumer%2Fobject%2Finventory_event%2Fa, false",
        "arn%3Aaws%3As3%3Aus-east-1%3A111122223333%3Aaccesspoint%2Fno-more%2Fobject%2Fsales_event%2Fa.json, false"
    })
    void copyIsDecidedByWhatItReadsAndWrites(String source, boolean isAllowed) {
        var copy = Logs.trail("webAppClientRole/s-1", "ec2-consumer", "CopyObject", "sales_event/b.json", "")
                .replace("\"key\"", "\"x-amz-copy-source\":\"" + source + "\",\"key\"");

        var report = Logs.report(Catalogue.demo(), copy);

        assertThat(report.stillAllowed()).isEqualTo(isAllowed ? 1 : 0);
        assertThat(report.refused()).hasSize(isAllowed ? 0 : 1);
    }

    @Test
    void copyFromAnAliasIsNotDecided() {
        var copy = Logs.trail("webAppClientRole/s-1", "ec2-consumer", "CopyObject", "sales_event/b.json", "")
                .replace("\"key\"", "\"x-amz-copy-source\":\"ec2-consumer-x-s3alias/sales_event/a\",\"key\"");

        assertThat(Logs.report(Catalogue.demo(), copy).undecidable()).containsOnlyKeys(Reason.COPY_SOURCE);
    }

    @Test
    void batchOfDeletesIsDecidedKeyByKeyWhereTheLakeNamesThem() {
        var asked = ",\"sluice\":{\"decision\":\"%s\",\"asked\":[" + delete("sales_event/a", "Allowed") + "%s]}";
        var both = batch(asked.formatted("Allowed", "," + delete("sales_event/b", "Allowed")));
        var one = batch(asked.formatted("ImplicitlyDenied", "," + delete("inventory_event/b", "ImplicitlyDenied")));
        var changed = Logs.changed("sales-events: [read, write, list]", "sales-events: [read, write, list, delete]");
        var other = batch(asked.formatted("Allowed", "," + delete("inventory_event/b", "Allowed")));

        var report = Logs.report(changed, both + one + other);
        var unnamed = Logs.report(changed, batch(",\"sluice\":{\"decision\":\"Allowed\"}"));

        assertThat(report.lines()).isEqualTo(3);
        assertThat(report.stillAllowed()).isEqualTo(1);
        assertThat(report.stillRefused()).isEqualTo(1);
        assertThat(report.refused()).singleElement().satisfies(change -> {
            assertThat(change.count()).isEqualTo(1);
            assertThat(change.folder()).isEqualTo("inventory_event/");
        });
        assertThat(Logs.report(Catalogue.demo(), both).refused()).hasSize(1);
        assertThat(unnamed.undecidable()).containsOnlyKeys(Reason.BATCH);
    }

    private static String batch(String more) {
        return Logs.trail("webAppClientRole/s-1", "ec2-consumer", "DeleteObjects", "", more)
                .replace("\"key\":\"\"", "\"delete\":\"\"");
    }

    private static String delete(String key, String decision) {
        return "{\"action\":\"s3:DeleteObject\",\"resource\":\"arn:aws:s3:::" + Logs.BUCKET + "/" + key
                + "\",\"decision\":\"" + decision + "\"}";
    }

    @Test
    void whatDependsOnTlsIsToldOnlyWhereTheLogTells() {
        var changed = Logs.changed(
                "  - name: store-events-111122223333-us-east-1\n    tls: optional",
                "  - name: store-events-111122223333-us-east-1");

        var untold = Logs.report(changed, READ);
        var told =
                Logs.report(changed, READ.replace("}\n", ",\"tlsDetails\":{\"tlsVersion\":\"TLSv1.3\"}}\n") + OUTSIDE);

        assertThat(untold.undecidable()).containsOnlyKeys(Reason.TLS);
        assertThat(told.stillAllowed()).isEqualTo(1);
        assertThat(told.stillRefused()).isEqualTo(1);
    }

    @Test
    void everyLineIsInOneOfTheCounts() {
        var text = READ
                + "{\"eventTime\":\"2026-03-01T09:00:00Z\",\"eventSource\":\"sts.amazonaws.com\",\"eventName\":\"AssumeRole\"}\n"
                + READ.replace("GetObject", "DeleteObjects")
                + READ.replace("GetObject", "PutBucketAccelerate")
                + READ.replace("2026-03-01T10:00:00Z", "yesterday")
                + READ.replace("]}", "],\"errorCode\":\"SignatureDoesNotMatch\"}")
                + READ.replace("]}", "],\"errorCode\":\"SlowDown\"}")
                + READ.replace(Logs.point("ec2-consumer"), "arn:aws:s3:us-east-1:444455556666:accesspoint/other")
                + "\n"
                + READ.substring(0, 200);

        var report = Logs.report(Catalogue.demo(), text);

        assertThat(report.lines()).isEqualTo(9);
        assertThat(report.stillAllowed()).isEqualTo(1);
        assertThat(report.undecidable())
                .containsOnlyKeys(
                        Reason.NOT_DATA,
                        Reason.BATCH,
                        Reason.UNKNOWN_OPERATION,
                        Reason.NOT_AUTHENTICATED,
                        Reason.FAILED,
                        Reason.OTHER_BUCKET);
        assertThat(report.malformed()).hasValueSatisfying(told -> {
            assertThat(told.count()).isEqualTo(2);
            assertThat(told.example()).startsWith("a.log:5: eventTime \"yesterday\"");
        });
    }
}
