package io.sluice.lake.accesspoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Headers;
import io.sluice.lake.http.RequestHead;
import io.sluice.lake.s3.PublicAccessBlock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlPlaneTest {
    private static final String ARN = "arn:aws:s3:us-east-1:111122223333:accesspoint/ec2-consumer";

    /** As the SDK sends it. */
    private static final String CREATE = """
            <?xml version="1.0" encoding="UTF-8"?><CreateAccessPointRequest xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/"><Bucket>lake</Bucket><VpcConfiguration><VpcId>vpc-1</VpcId></VpcConfiguration><PublicAccessBlockConfiguration><BlockPublicAcls>false</BlockPublicAcls></PublicAccessBlockConfiguration></CreateAccessPointRequest>""";

    private static final String PLAIN = "<CreateAccessPointRequest><Bucket>lake</Bucket></CreateAccessPointRequest>";

    /** Lets everything through and remembers what was asked. */
    private static final class Recorder implements ControlGate {
        final List<ControlPermission> asked = new ArrayList<>();

        @Override
        public String caller() {
            return "arn:aws:iam::111122223333:user/administrator";
        }

        @Override
        public void require(ControlPermission permission) {
            asked.add(permission);
        }
    }

    private static final ControlGate CLOSED = new ControlGate() {
        @Override
        public String caller() {
            return "arn:aws:iam::111122223333:user/nobody";
        }

        @Override
        public void require(ControlPermission permission) {
            throw new AwsException(ErrorCode.AccessDenied);
        }
    };

    @TempDir
    Path folder;

    private Rules lake;
    private ControlPlane plane;
    private final Recorder gate = new Recorder();

    @BeforeEach
    void open() {
        lake = Rules.open(folder);
        plane = new ControlPlane(lake.points, lake.rules);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void createdAccessPointIsDescribedInFull() {
        String created = ask("PUT", "accesspoint/ec2-consumer", "", CREATE).document();

        String alias = between(created, "Alias");
        assertThat(between(created, "AccessPointArn")).isEqualTo(ARN);
        assertThat(ask("GET", "accesspoint/ec2-consumer", "", "").document()).isEqualTo("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <GetAccessPointResult xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/"><Name>ec2-consumer</Name><NetworkOrigin>VPC</NetworkOrigin><VpcConfiguration><VpcId>vpc-1</VpcId></VpcConfiguration><Bucket>lake</Bucket><AccessPointArn>%s</AccessPointArn><Alias>%s</Alias><BucketAccountId>111122223333</BucketAccountId><PublicAccessBlockConfiguration><BlockPublicAcls>false</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration><CreationDate>2026-11-21T21:28:51Z</CreationDate><Endpoints><entry><key>ipv4</key><value>s3-accesspoint.us-east-1.amazonaws.com</value></entry><entry><key>fips</key><value>s3-accesspoint-fips.us-east-1.amazonaws.com</value></entry><entry><key>fips_dualstack</key><value>s3-accesspoint-fips.dualstack.us-east-1.amazonaws.com</value></entry><entry><key>dualstack</key><value>s3-accesspoint.dualstack.us-east-1.amazonaws.com</value></entry></Endpoints></GetAccessPointResult>""".formatted(ARN, alias));
    }

    @Test
    void policyIsGivenBackAsItWasPutUntilItIsDeleted() {
        String policy =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":\"s3:GetObject\",\"Resource\":\""
                        + ARN + "/object/*\"}]}";
        ask("PUT", "accesspoint/ec2-consumer", "", PLAIN);

        ask(
                "PUT",
                "accesspoint/ec2-consumer/policy",
                "",
                "<PutAccessPointPolicyRequest><Policy>" + policy.replace("\"", "&quot;")
                        + "</Policy></PutAccessPointPolicyRequest>");

        assertThat(between(ask("GET", "accesspoint/ec2-consumer/policy", "", "").document(), "Policy")
                        .replace("&quot;", "\""))
                .isEqualTo(policy);
        assertThat(between(
                        ask("GET", "accesspoint/ec2-consumer/policyStatus", "", "")
                                .document(),
                        "IsPublic"))
                .isEqualTo("false");
        assertThat(ask("DELETE", "accesspoint/ec2-consumer/policy", "", "").status())
                .isEqualTo(204);
        assertThat(refused("GET", "accesspoint/ec2-consumer/policy", "")).isEqualTo(ErrorCode.NoSuchAccessPointPolicy);
        assertThat(refused("GET", "accesspoint/ec2-consumer/policyStatus", ""))
                .isEqualTo(ErrorCode.NoSuchAccessPointPolicy);
    }

    @Test
    void listingIsPagedAndFilteredByBucket() {
        for (String name : List.of("ccc", "aaa", "bbb")) {
            ask("PUT", "accesspoint/" + name, "", PLAIN);
        }

        String first = ask("GET", "accesspoint", "bucket=lake&maxResults=2", "").document();
        String second = ask("GET", "accesspoint", "maxResults=2&nextToken=" + between(first, "NextToken"), "")
                .document();

        assertThat(names(first)).containsExactly("aaa", "bbb");
        assertThat(names(second)).containsExactly("ccc");
        assertThat(second).doesNotContain("NextToken");
        assertThat(names(ask("GET", "accesspoint", "bucket=other", "").document()))
                .isEmpty();
    }

    @Test
    void accountsBlockIsPutReadAndDeleted() {
        assertThat(refused("GET", "configuration/publicAccessBlock", ""))
                .isEqualTo(ErrorCode.NoSuchPublicAccessBlockConfiguration);

        ask(
                "PUT",
                "configuration/publicAccessBlock",
                "",
                "<PublicAccessBlockConfiguration><RestrictPublicBuckets>TRUE</RestrictPublicBuckets></PublicAccessBlockConfiguration>");

        assertThat(lake.rules.accountBlock(Rules.ACCOUNT)).contains(new PublicAccessBlock(false, false, false, true));
        assertThat(ask("GET", "configuration/publicAccessBlock", "", "").document())
                .endsWith("<RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>");
        ask("DELETE", "configuration/publicAccessBlock", "", "");
        assertThat(lake.rules.accountBlock(Rules.ACCOUNT)).isEmpty();
    }

    /** Whom the gate keeps out learns the same of what is there and of what is not. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "GET, accesspoint/ec2-consumer",
        "GET, accesspoint/absent",
        "DELETE, accesspoint/ec2-consumer",
        "DELETE, accesspoint/absent",
        "GET, accesspoint/ec2-consumer/policy",
        "DELETE, accesspoint/ec2-consumer/policy",
        "GET, accesspoint",
        "GET, configuration/publicAccessBlock",
        "DELETE, configuration/publicAccessBlock"
    })
    void nothingIsDoneOrToldForWhomTheGateKeepsOut(String method, String path) {
        ask("PUT", "accesspoint/ec2-consumer", "", PLAIN);
        lake.rules.putAccountBlock(Rules.ACCOUNT, PublicAccessBlock.ALL);

        var refused =
                catchThrowableOfType(AwsException.class, () -> plane.answer(call(method, path, ""), body(""), CLOSED));

        assertThat(refused.code()).isEqualTo(ErrorCode.AccessDenied);
        assertThat(lake.points.find(new AccessPointId(Rules.ACCOUNT, "ec2-consumer")))
                .isPresent();
        assertThat(lake.rules.accountBlock(Rules.ACCOUNT)).isPresent();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(nullValues = "-", textBlock = """
        PUT,    accesspoint/other,               s3:CreateAccessPoint,            accesspoint/other,        Internet
        GET,    accesspoint/ec2-consumer,        s3:GetAccessPoint,               *,                        VPC
        DELETE, accesspoint/ec2-consumer,        s3:DeleteAccessPoint,            accesspoint/ec2-consumer, VPC
        GET,    accesspoint,                     s3:ListAccessPoints,             *,                        -
        GET,    configuration/publicAccessBlock, s3:GetAccountPublicAccessBlock,  *,                        -
        DELETE, configuration/publicAccessBlock, s3:PutAccountPublicAccessBlock,  *,                        -
        """)
    void eachCallAsksForItsOwnPermission(
            String method, String path, String action, String resource, String networkOrigin) {
        ask("PUT", "accesspoint/ec2-consumer", "", CREATE);
        lake.rules.putAccountBlock(Rules.ACCOUNT, PublicAccessBlock.ALL);
        gate.asked.clear();

        ask(method, path, "", method.equals("PUT") ? PLAIN : "");

        ControlPermission asked = gate.asked.getFirst();
        assertThat(asked.action()).isEqualTo(action);
        assertThat(asked.resource())
                .isEqualTo(resource.equals("*") ? "*" : "arn:aws:s3:us-east-1:111122223333:" + resource);
        assertThat(asked.conditions().get("s3:AccessPointNetworkOrigin"))
                .isEqualTo(networkOrigin == null ? null : List.of(networkOrigin));
    }

    @ParameterizedTest(name = "{0} {1}?{2} is {3}")
    @CsvSource(nullValues = "-", textBlock = """
        GET,    accesspoint/absent,              -,              NoSuchAccessPoint
        DELETE, accesspoint/absent,              -,              NoSuchAccessPoint
        GET,    accesspoint/absent/policy,       -,              NoSuchAccessPoint
        DELETE, accesspoint/absent/policy,       -,              NoSuchAccessPoint
        POST,   accesspoint/absent,              -,              MethodNotAllowed
        GET,    accesspoint/absent/scope,        -,              NotImplemented
        GET,    accessgrantsinstance,            -,              NotImplemented
        GET,    accesspointforobjectlambda/a,    -,              NotImplemented
        GET,    accesspoint,                     maxResults=1001, InvalidRequest
        GET,    accesspoint,                     maxResults=-1,  InvalidRequest
        GET,    accesspoint,                     nextToken=%21,  InvalidRequest
        GET,    accesspoint,                     dataSourceId=a, NotImplemented
        """)
    void whatIsNotThereIsToldByCode(String method, String path, String query, ErrorCode code) {
        assertThat(refused(method, path, query == null ? "" : query)).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
        <CreateAccessPointRequest/>; MalformedXML
        <Other><Bucket>lake</Bucket></Other>; MalformedXML
        <CreateAccessPointRequest><Bucket>lake</Bucket><Tags/></CreateAccessPointRequest>; NotImplemented
        <CreateAccessPointRequest><Bucket>lake</Bucket><VpcConfiguration><VpcId/></VpcConfiguration></CreateAccessPointRequest>; InvalidRequest
        <CreateAccessPointRequest><Bucket>lake</Bucket><PublicAccessBlockConfiguration><BlockPublicAcls>maybe</BlockPublicAcls></PublicAccessBlockConfiguration></CreateAccessPointRequest>; MalformedXML
        """)
    void requestsThatAreNotUnderstoodMakeNothing(String body, ErrorCode code) {
        var refused = catchThrowableOfType(
                AwsException.class, () -> plane.answer(call("PUT", "accesspoint/other", ""), body(body), gate));

        assertThat(refused.code()).isEqualTo(code);
        assertThat(lake.points.of(Rules.ACCOUNT, Optional.empty())).isEmpty();
    }

    @Test
    void errorsAreWrappedAsTheControlPlaneDoes() {
        var error = new AwsException(ErrorCode.NoSuchAccessPoint, "No <such>", Map.of("AccessPointName", "a"));

        assertThat(ControlXml.error(error, "R", "H"))
                .endsWith(
                        "<ErrorResponse><Error><Code>NoSuchAccessPoint</Code><Message>No &lt;such&gt;</Message><AccessPointName>a</AccessPointName></Error><RequestId>R</RequestId><HostId>H</HostId></ErrorResponse>");
    }

    private ErrorCode refused(String method, String path, String query) {
        return catchThrowableOfType(AwsException.class, () -> ask(method, path, query, ""))
                .code();
    }

    private ControlAnswer ask(String method, String path, String query, String body) {
        try {
            return plane.answer(call(method, path, query), body(body), gate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ControlCall call(String method, String path, String query) {
        var head = new RequestHead(
                method, "/v20180820/" + path, query, "111122223333.localhost", new Headers(), "127.0.0.1", false);
        return ControlCall.of(Rules.ACCOUNT, head);
    }

    private static ByteArrayInputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String between(String document, String element) {
        var matcher =
                Pattern.compile("<" + element + ">(.*?)</" + element + ">").matcher(document);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static List<String> names(String document) {
        return Pattern.compile("<Name>(.*?)</Name>")
                .matcher(document)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
