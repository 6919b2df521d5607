package io.sluice.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueParserTest {
    static final String VALID = """
            account: "111122223333"
            region: us-east-1
            bucket:
              name: store-events
              tls: optional
            dataSets:
              - name: sales-events
                prefix: sales_event/
                owner: sales
                classification: internal
              - name: inventory-events
                prefix: inventory_event/
                owner: warehouse
                classification: internal
            applications:
              - name: sales-consumer
                role: webAppClientRole
                trustedService: ec2.amazonaws.com
                accessPoint: ec2-consumer
                dataSets:
                  sales-events: [read]
              - name: inventory-consumer
                role: inventoryConsumerRole
                trustedService: lambda.amazonaws.com
                accessPoint: lambda-consumer
                networkOrigin: vpc-1a2b3c4d
                dataSets:
                  inventory-events: [list, read]
            """;

    /** One replacement in {@link #VALID}, and the message that follows. */
    static List<Arguments> mistakes() {
        return List.of(
                mistake(
                        "account: \"111122223333\"",
                        "acount: \"111122223333\"",
                        "1:1: unknown member \"acount\" of the catalogue; did you mean \"account\"?"),
                mistake("account: \"111122223333\"\n", "", "1:1: the catalogue has no member \"account\""),
                mistake(
                        "\"111122223333\"",
                        "1111-2222-3333",
                        "1:10: \"1111-2222-3333\" is no account of the catalogue: twelve digits, in quotes"),
                mistake("us-east-1", "us-east", "2:9: \"us-east\" is no region"),
                mistake("us-east-1", "", "2:8: no value; leave the member out or write one"),
                mistake("us-east-1", "[us-east-1]", "2:9: region must be a text, not a list"),
                mistake("us-east-1", "{a: b}", "2:9: region must be a text, not members"),
                mistake("us-east-1", "!secret us-east-1", "2:9: the tag !secret is not supported"),
                mistake(
                        "    trustedService: lambda.amazonaws.com\n",
                        "",
                        "22:5: nobody may assume inventoryConsumerRole; write a trustedService or trustedPrincipals"),
                mistake(
                        "trustedService: lambda.amazonaws.com",
                        "trustedPrincipals: arn:aws:iam::111122223333:root",
                        "24:24: trustedPrincipals must be a list"),
                mistake(
                        "trustedService: lambda.amazonaws.com",
                        "trustedPrincipals: [\"*\"]",
                        "24:25: \"*\" is no trusted principal: the ARN of a user, a role, or the root of an account"),
                mistake(
                        "trustedService: lambda.amazonaws.com",
                        "trustedPrincipals: [\"arn:aws:iam::111122223333:user/*\"]",
                        "is no trusted principal"),
                mistake("[read]", "!!set [read]", "21:21: the tag tag:yaml.org,2002:set is not supported"),
                mistake("us-east-1", "&r us-east-1\ntwo: *r", "3:6: aliases (*name) are not supported"),
                mistake(
                        "region: us-east-1",
                        "region: us-east-1\nregion: eu-west-1",
                        "3:1: \"region\" is here a second time; the first is in line 2"),
                mistake(
                        "  tls: optional",
                        "  tls: optional\n  tls: required",
                        "6:3: \"tls\" is here a second time; the first is in line 5"),
                mistake("tls: optional", "tls: require", "5:8: unknown tls \"require\"; did you mean \"required\"?"),
                mistake("tls: optional", "tls: no", "5:8: unknown tls \"no\"; there is required, optional"),
                mistake("name: store-events", "name: Store_Events", "4:9: \"Store_Events\" is no name of the bucket"),
                mistake("name: store-events", "name: ec2-consumer-abc-s3alias", "is no name of the bucket"),
                mistake("name: store-events", "name: 192.168.1.1", "is no name of the bucket"),
                mistake("name: store-events\n  tls: optional", "{}", "4:3: the bucket has no member \"name\""),
                mistake("name: sales-events", "name: sales events", "7:11: \"sales events\" is no name of a data set"),
                mistake("name: sales-events", "name: sales-2", "7:11: \"sales-2\" is no name of a data set"),
                mistake(
                        "name: inventory-events",
                        "name: sales-events",
                        "11:11: the data set \"sales-events\" is here a second time; the first is in line 7"),
                mistake(
                        "prefix: sales_event/",
                        "prefix: sales_event",
                        "8:13: the prefix \"sales_event\" must end with \"/\": policies match character by character, so it would also cover \"sales_event_archive/…\""),
                mistake("prefix: sales_event/", "prefix: /sales_event/", "8:13: \"/sales_event/\" is no prefix"),
                mistake("prefix: sales_event/", "prefix: \"*/\"", "8:13: \"*/\" is no prefix"),
                mistake("prefix: sales_event/", "prefix: \"${aws:username}/\"", "is no prefix"),
                mistake("prefix: sales_event/", "prefix: a//b/", "is no prefix"),
                mistake("prefix: sales_event/", "prefix: a/../b/", "is no prefix"),
                mistake(
                        "prefix: inventory_event/",
                        "prefix: sales_event/",
                        "12:13: the prefix \"sales_event/\" overlaps \"sales_event/\" of data set sales-events"),
                mistake(
                        "prefix: inventory_event/",
                        "prefix: sales_event/eu/",
                        "overlaps \"sales_event/\" of data set sales-events"),
                mistake(
                        "classification: internal\n  - name: inv",
                        "classification: secret\n  - name: inv",
                        "10:21: unknown classification \"secret\"; there is public, internal, confidential, restricted"),
                mistake(
                        "classification: internal\n  - name: inv",
                        "classification: [internal]\n  - name: inv",
                        "10:21: classification must be a text, not a list"),
                mistake("    owner: sales\n", "", "a data set has no member \"owner\""),
                mistake(
                        "dataSets:\n  - name: sales-events",
                        "dataSets: none\napplication:\n  - name: sales-events",
                        "7:1: unknown member \"application\" of the catalogue; did you mean \"applications\"?"),
                mistake(
                        "name: inventory-consumer",
                        "name: sales-consumer",
                        "the application \"sales-consumer\" is here a second time; the first is in line 16"),
                mistake(
                        "role: inventoryConsumerRole",
                        "role: WebAppClientRole",
                        "23:11: the role \"WebAppClientRole\" is here a second time; the first is in line 17"),
                mistake("role: inventoryConsumerRole", "role: a/b", "23:11: \"a/b\" is no role of an application"),
                mistake(
                        "accessPoint: lambda-consumer",
                        "accessPoint: ec2-consumer",
                        "25:18: the access point \"ec2-consumer\" is here a second time; the first is in line 19"),
                mistake(
                        "accessPoint: lambda-consumer",
                        "accessPoint: -consumer",
                        "\"-consumer\" is no accessPoint of an application"),
                mistake(
                        "accessPoint: lambda-consumer",
                        "accessPoint: Consumer",
                        "\"Consumer\" is no accessPoint of an application"),
                mistake(
                        "accessPoint: lambda-consumer",
                        "accessPoint: x-s3alias",
                        "\"x-s3alias\" is no accessPoint of an application"),
                mistake(
                        "accessPoint: lambda-consumer",
                        "acessPoint: lambda-consumer",
                        "25:5: unknown member \"acessPoint\" of an application; did you mean \"accessPoint\"?"),
                mistake(
                        "accessPoint: lambda-consumer",
                        "access_point: lambda-consumer",
                        "did you mean \"accessPoint\"?"),
                mistake(
                        "lambda.amazonaws.com",
                        "lamda.amazonaws.com",
                        "24:21: unknown trustedService \"lamda.amazonaws.com\"; did you mean \"lambda.amazonaws.com\"?"),
                mistake(
                        "vpc-1a2b3c4d",
                        "vpc",
                        "26:20: unknown networkOrigin \"vpc\"; it is internet, or a VPC such as vpc-1a2b3c4d"),
                mistake("vpc-1a2b3c4d", "Internet", "26:20: unknown networkOrigin \"Internet\""),
                mistake(
                        "sales-events: [read]",
                        "sales-event: [read]",
                        "21:7: unknown data set \"sales-event\"; did you mean \"sales-events\"?"),
                mistake(
                        "sales-events: [read]",
                        "hr: [read]",
                        "21:7: unknown data set \"hr\"; there is sales-events, inventory-events"),
                mistake("sales-events: [read]", "sales-events: read", "21:21: the permissions must be a list"),
                mistake(
                        "sales-events: [read]",
                        "sales-events: []",
                        "21:21: no permission; leave the data set out or write one"),
                mistake(
                        "sales-events: [read]",
                        "sales-events: [raed]",
                        "21:22: unknown permission \"raed\"; did you mean \"read\"?"),
                mistake(
                        "sales-events: [read]",
                        "sales-events: [\"*\"]",
                        "21:22: unknown permission \"*\"; there is read, write, delete, list"),
                mistake("sales-events: [read]", "sales-events: [read, read]", "21:28: \"read\" is here a second time"),
                mistake(
                        "sales-events: [read]",
                        "- sales-events",
                        "21:7: dataSets of an application must be members, such as: sales-events: [read, list]"),
                mistake(
                        "region: us-east-1",
                        "region: us-east-1\n? [a]\n: b",
                        "3:3: the name of a member must be a text"),
                mistake("region: us-east-1", "region: \"us-east-1", "not YAML"),
                mistake("region: us-east-1", "\tregion: us-east-1", "2:1: not YAML"));
    }

    /** One replacement in the demo's catalogue, and the message that follows. */
    static List<Arguments> mistakesInTheDemo() {
        return List.of(
                mistake(
                        "  - name: shopfast-data-111122223333-us-east-1",
                        "  - name: store-events-111122223333-us-east-1",
                        "the bucket \"store-events-111122223333-us-east-1\" is here a second time; the first is in line"),
                mistake(
                        "buckets:",
                        "bucket: {name: abc}\nbuckets:",
                        "there is \"bucket\" already; write all under buckets"),
                mistake(
                        "bucket: shopfast-data-111122223333-us-east-1",
                        "bucket: shopfast-dato-111122223333-us-east-1",
                        "unknown bucket \"shopfast-dato-111122223333-us-east-1\"; did you mean \"shopfast-data-"),
                mistake("price: confidential", "price: secret", "unknown classification \"secret\""),
                mistake("price: confidential", "1price: confidential", "\"1price\" is no field"),
                mistake(
                        "inventory-events: [write, list]",
                        "inventory-events: [write, list]\n      users: [read]",
                        "an access point is on one bucket, and these data sets are in"),
                mistake(
                        "trustedServices: [ec2.amazonaws.com, lambda.amazonaws.com]",
                        "trustedServices: [ec2.amazonaws.com]",
                        "redactionServiceRole does not trust lambda.amazonaws.com"),
                mistake(
                        "    application: inventory-consumer",
                        "    application: inventory-consumer\n    role: another",
                        "its application's role or one of its own, not both"),
                mistake("    role: redactionFunctionRole\n", "", "a function has no member \"role\""),
                mistake("timeoutSeconds: 60", "timeoutSeconds: 901", "a whole number from 1 to 900"),
                mistake("timeoutSeconds: 60", "timeoutSeconds: 1e2", "a whole number from 1 to 900"),
                mistake("memoryMegabytes: 512", "memoryMegabytes: 99999999999", "a whole number from 128 to 10240"),
                mistake("url: iam", "url: none", "unknown url \"none\"; there is iam"),
                mistake("under: dt=", "under: \"*\"", "\"*\" is no under of a trigger"),
                mistake(
                        "    reservedConcurrency: 1",
                        "    environment: {AWS_REGION: x}",
                        "\"AWS_REGION\" is no variable: letters, digits and _, not one that Lambda sets itself"),
                mistake(
                        "consumers: [inventory-consumer]",
                        "consumers: [inventory-consumr]",
                        "unknown application \"inventory-consumr\"; did you mean \"inventory-consumer\"?"),
                mistake("path: $..price", "path: price", "\"price\" is no path of a rule: such as $.price"),
                mistake("path: $..price", "path: $..*", "is no path of a rule"),
                mistake("verb: omit", "verb: drop", "unknown verb \"drop\""),
                mistake("verb: omit", "verb: omit\n        keep: 4", "\"keep\" does not go with the verb omit"),
                mistake("verb: omit", "verb: hash", "a rule has no member \"keyId\""),
                mistake("verb: omit", "verb: round\n        to: 0", "a whole number from 1 to"),
                mistake(
                        "verb: omit",
                        "verb: generalise\n        to: days",
                        "unknown to \"days\"; did you mean \"day\"?"),
                mistake(
                        "http: redaction-service",
                        "http: store-producer",
                        "serves this view and may not read inventory-events"),
                mistake(
                        "supporting: lambda-consumer",
                        "supporting: lambda-consumers",
                        "unknown access point of this bucket \"lambda-consumers\"; did you mean"),
                mistake("function: redaction\n", "function: redactor\n", "unknown function \"redactor\""),
                mistake("GetObject, HeadObject, List", "GetObjekt, List", "did you mean \"GetObject\"?"),
                mistake("url: http://localhost:9601", "url: localhost:9601", "no url of an OIDC provider"),
                mistake("url: http://localhost:9601", "url: http://localhost:9601/", "no url of an OIDC provider"),
                mistake("clientIds: [grants-broker, sluice-cli]", "clientIds: []", "no clientIds; write at least one"),
                mistake("instance: arn:aws:sso", "instance: arn:aws:iam", "is no instance of identityCenter"),
                mistake("identityStore: d-9067a1b2c3", "identityStore: 9067a1b2c3", "d- and 10 hexadecimal digits"),
                mistake("attribute: emails.value", "attribute: email", "unknown attribute \"email\""),
                mistake("bearerRole: identityBearerRole", "bearerRole: grantsBrokerRole", "is here a second time"),
                mistake("grantees: [role, group]", "grantees: []", "no grantees; write role, group or both"),
                mistake("grantees: [role, group]", "grantees: [groups]", "did you mean \"group\"?"),
                mistake("email: sam.sales@", "email: mary.marketing@", "the e-mail address"),
                mistake("members: [mary.marketing]", "members: [mary]", "unknown user \"mary\""),
                mistake("role: ShopFast-Sales", "role: ShopFast-Marketing", "is here a second time"),
                mistake(
                        "subPrefix: products*",
                        "subPrefix: prod*",
                        "\"prod*\" is outside data set products; it starts with \"products/\", or is \"products*\""),
                mistake("subPrefix: products*", "subPrefix: \"*\"", "\"*\" is no subPrefix of a grant"),
                mistake("subPrefix: products*", "subPrefix: \"products/${x}*\"", "is no subPrefix of a grant"),
                mistake("permissions: [read]}", "permissions: [read, read]}", "read, write or both, each once"),
                mistake(
                        "permissions: [read]}",
                        "permissions: [list]}",
                        "unknown permission \"list\"; there is read, write"),
                mistake("views: [data-shield]", "views: [data-shild]", "did you mean \"data-shield\"?"),
                mistake("finding: loose-sub-prefix", "finding: loose-prefix", "did you mean \"loose-sub-prefix\"?"),
                mistake(
                        "expires: \"2030-12-31\"",
                        "expires: next year",
                        "\"next year\" is no day; write it as 2027-03-31"),
                mistake("    expires: \"2030-12-31\"\n", "", "an exception has no member \"expires\""),
                mistake("reason: The grants of", "reason: ok # The grants of", "say why this may be"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakesInTheDemo")
    void refusesAMistakeInViewsFunctionsAndPeople(String before, String after, String message) throws IOException {
        var demo = Files.readString(Path.of("../catalogue.yaml"));
        assertThat(demo).contains(before);
        var text = demo.replaceFirst(
                java.util.regex.Pattern.quote(before), java.util.regex.Matcher.quoteReplacement(after));

        assertThatThrownBy(() -> Catalogue.parse("c.yaml", text))
                .isInstanceOf(CatalogueException.class)
                .hasMessageStartingWith("c.yaml:")
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void refusesAMistakeWithItsPlaceAndWhatToWrite(String before, String after, String message) {
        assertThat(VALID).contains(before);

        assertThatThrownBy(() -> Catalogue.parse(
                        "c.yaml",
                        VALID.replaceFirst(
                                java.util.regex.Pattern.quote(before),
                                java.util.regex.Matcher.quoteReplacement(after))))
                .isInstanceOf(CatalogueException.class)
                .hasMessageStartingWith("c.yaml:")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a remark\n", "[]", "text", "a: 1\n---\nb: 2\n", "{", "\u0000"})
    void refusesWhatIsNoCatalogueAtAll(String text) {
        assertThatThrownBy(() -> Catalogue.parse("c.yaml", text))
                .isInstanceOf(CatalogueException.class)
                .hasMessageStartingWith("c.yaml:");
    }

    @Test
    void readsEveryMember() {
        var catalogue = Catalogue.parse("c.yaml", VALID);

        assertThat(catalogue.account()).isEqualTo("111122223333");
        assertThat(catalogue.bucket()).isEqualTo(new Bucket("store-events", Tls.OPTIONAL, java.util.Optional.empty()));
        assertThat(catalogue.dataSets())
                .containsExactly(
                        new DataSet(
                                "sales-events",
                                "store-events",
                                "sales_event/",
                                "sales",
                                Classification.INTERNAL,
                                new LinkedHashMap<>()),
                        new DataSet(
                                "inventory-events",
                                "store-events",
                                "inventory_event/",
                                "warehouse",
                                Classification.INTERNAL,
                                new LinkedHashMap<>()));
        var lambda = catalogue.applications().getLast();
        assertThat(lambda.role())
                .isEqualTo(new Role("inventoryConsumerRole", List.of(TrustedService.LAMBDA), List.of()));
        assertThat(lambda.networkOrigin()).isEqualTo(new NetworkOrigin.Vpc("vpc-1a2b3c4d"));
        assertThat(lambda.grants()).containsOnlyKeys("inventory-events");
        assertThat(lambda.grants().get("inventory-events")).isEqualTo(Set.of(Permission.READ, Permission.LIST));
    }

    @Test
    void keepsALeadingZeroOfAnAccountNumber() {
        assertThat(Catalogue.parse("c.yaml", VALID.replace("\"111122223333\"", "012345678901"))
                        .account())
                .isEqualTo("012345678901");
    }

    @Test
    void asksForTlsWhereNothingIsSaid() {
        assertThat(Catalogue.parse("c.yaml", VALID.replace("  tls: optional\n", ""))
                        .bucket()
                        .tls())
                .isEqualTo(Tls.REQUIRED);
    }

    @Test
    void readsTheDemosCatalogue() {
        var demo = Catalogue.demo();

        assertThat(demo.bucket().name()).isEqualTo("store-events-111122223333-us-east-1");
        assertThat(demo.applications())
                .extracting(Application::accessPoint)
                .containsExactly("store-producer", "ec2-consumer", "lambda-consumer", "redactor");
    }

    private static Arguments mistake(String before, String after, String message) {
        return Arguments.of(before, after, message);
    }
}
