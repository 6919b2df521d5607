package io.sluice.lake.addressing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Headers;
import io.sluice.lake.http.RequestHead;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressingTest {
    private static final String ACCOUNT = "111122223333";

    private static final Names NAMES = new Names() {
        @Override
        public boolean accessPoint(String account, String name) {
            return account.equals(ACCOUNT) && name.equals("ec2-consumer");
        }

        @Override
        public boolean bucket(String name) {
            return name.equals("ec2-consumer-111122223333") || name.equals("logs-111122223333");
        }
    };

    private final Addressing addressing = new Addressing("us-east-1", NAMES);

    /** Hosts and paths as the SDKs send them; then the end points of AWS itself, as a client of the lake as a proxy uses them. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(nullValues = "-", textBlock = """
        localhost:36705,                         /sales/in/a%20b%2B%C3%BC.txt, sales, in/a b+ü.txt
        localhost:36705,                         /sales,                       sales, -
        localhost:36705,                         /sales/,                      sales, -
        LOCALHOST.:36705,                        /sales/k,                     sales, k
        sales.localhost:36705,                   /in/a%20b%2B%C3%BC.txt,       sales, in/a b+ü.txt
        sales.localhost:36705,                   /,                            sales, -
        sales.s3.localhost:36705,                /k.txt,                       sales, k.txt
        s3.localhost:9000,                       /sales/k.txt,                 sales, k.txt
        127.0.0.1:36705,                         /sales/k.txt,                 sales, k.txt
        [::1]:36705,                             /sales/k.txt,                 sales, k.txt
        [::1],                                   /sales/k.txt,                 sales, k.txt
        my.sales.localhost:36705,                /k.txt,                       my.sales, k.txt
        localhost,                               /latest/k,                    latest, k
        lake:9600,                               /sales/k.txt,                 sales, k.txt
        logs-111122223333.localhost:36705,       /k.txt,                       logs-111122223333, k.txt
        111122223333.localhost:36705,            /k.txt,                       111122223333, k.txt
        sales.s3.us-east-1.amazonaws.com,        /k.txt,                       sales, k.txt
        sales.s3.amazonaws.com,                  /k.txt,                       sales, k.txt
        my.sales.s3.amazonaws.com:443,           /k.txt,                       my.sales, k.txt
        s3.us-east-1.amazonaws.com,              /sales/k.txt,                 sales, k.txt
        s3.amazonaws.com,                        /sales/k.txt,                 sales, k.txt
        s3-us-east-1.amazonaws.com,              /sales/k.txt,                 sales, k.txt
        s3.dualstack.us-east-1.amazonaws.com,    /sales/k.txt,                 sales, k.txt
        sales.s3.dualstack.us-east-1.amazonaws.com, /k.txt,                    sales, k.txt
        sales.s3-fips.us-east-1.amazonaws.com,   /k.txt,                       sales, k.txt
        """)
    void bucketIsToldByHostOrPath(String host, String path, String bucket, String key) {
        assertThat(target("GET", host, path)).isEqualTo(new Target.Bucket(bucket, Optional.ofNullable(key)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(nullValues = "-", textBlock = """
        ec2-consumer-111122223333.localhost:36705,    /in/a%20b%2B%C3%BC.txt, ec2-consumer, in/a b+ü.txt
        ec2-consumer-111122223333.localhost:36705,    /,                      ec2-consumer, -
        ec2-consumer-111122223333.s3.localhost:36705, /k.txt,                 ec2-consumer, k.txt
        ec2-consumer-111122223333.127.0.0.1:9000,     /k.txt,                 ec2-consumer, k.txt
        absent-111122223333.localhost:36705,          /k.txt,                 absent,       k.txt
        ec2-consumer-111122223333.s3-accesspoint.us-east-1.amazonaws.com,           /k.txt, ec2-consumer, k.txt
        absent-111122223333.s3-accesspoint.us-east-1.amazonaws.com,                 /k.txt, absent,       k.txt
        ec2-consumer-111122223333.s3-accesspoint.dualstack.us-east-1.amazonaws.com, /k.txt, ec2-consumer, k.txt
        ec2-consumer-111122223333.s3-accesspoint-fips.us-east-1.amazonaws.com,      /k.txt, ec2-consumer, k.txt
        """)
    void accessPointIsToldByItsHost(String host, String path, String name, String key) {
        assertThat(target("GET", host, path))
                .isEqualTo(new Target.AccessPoint(ACCOUNT, name, Optional.ofNullable(key)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = """
        localhost:9600,                            /ap-1234-s3alias/k
        ap-1234-s3alias.localhost:9600,            /k
        ap-1234-s3alias.s3.localhost:9600,         /k
        127.0.0.1:9600,                            /ap-1234-s3alias/k
        ap-1234-s3alias.s3.us-east-1.amazonaws.com, /k
        s3.us-east-1.amazonaws.com,                /ap-1234-s3alias/k
        """)
    void aliasStandsWhereABucketWould(String host, String path) {
        assertThat(target("GET", host, path))
                .isEqualTo(new Target.AccessPointAlias("ap-1234-s3alias", Optional.of("k")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = """
        localhost:9600,                                   /shield-12--ol-s3/k, s3
        shield-12--ol-s3.localhost:9600,                  /k,                  s3
        data-shield-111122223333.localhost:9600,          /k,                  s3-object-lambda
        data-shield-111122223333.s3.localhost:9600,       /k,                  s3-object-lambda
        data-shield-111122223333.s3-object-lambda.us-east-1.amazonaws.com, /k, s3-object-lambda
        """)
    void objectLambdaIsATargetOfItsOwn(String host, String path, String service) {
        Target target = addressing.target(head("GET", host, path, signed(service)));

        assertThat(target)
                .isIn(
                        new Target.ObjectLambdaAlias("shield-12--ol-s3", Optional.of("k")),
                        new Target.ObjectLambda(ACCOUNT, "data-shield", Optional.of("k")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"io-use1-001.localhost:9600", "io-use1-001.s3-object-lambda.us-east-1.amazonaws.com"})
    void functionAnswersUnderItsRoute(String host) {
        assertThat(target("POST", host, "/WriteGetObjectResponse"))
                .isEqualTo(new Target.ObjectLambdaResponse("io-use1-001"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = """
        111122223333.localhost:36705,                          /v20180820/accesspoint/ec2-consumer
        111122223333.s3-control.localhost:36705,               /v20180820/accesspoint/ec2-consumer
        localhost:36705,                                       /v20180820/accesspoint/ec2-consumer
        127.0.0.1:36705,                                       /v20180820/configuration/publicAccessBlock
        111122223333.s3-control.us-east-1.amazonaws.com,       /v20180820/accesspoint
        s3-control.us-east-1.amazonaws.com,                    /v20180820/accesspoint
        """)
    void controlPlaneIsToldByAccount(String host, String path) {
        assertThat(addressing.target(head("GET", host, path, new Headers().add("x-amz-account-id", ACCOUNT))))
                .isEqualTo(new Target.Control(ACCOUNT));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(textBlock = """
        POST, localhost:9600,              application/x-www-form-urlencoded; charset=utf-8, sts
        POST, 127.0.0.1:9600,              application/x-www-form-urlencoded,                sts
        GET,  localhost:9600,              text/plain,                                       sts
        POST, sts.amazonaws.com,           application/x-www-form-urlencoded,                sts
        GET,  sts.us-east-1.amazonaws.com, text/plain,                                       sts
        """)
    void stsIsToldByHostFormOrScope(String method, String host, String type, String service) {
        assertThat(addressing.target(head(method, host, "/", signed(service).add("Content-Type", type))))
                .isEqualTo(new Target.Sts());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "169.254.169.254, /latest/meta-data/",
        "localhost:9600, /latest/api/token",
        "127.0.0.1:9600, /latest/meta-data/iam/security-credentials/webAppClientRole"
    })
    void metadataIsAskedUnsigned(String host, String path) {
        assertThat(addressing.target(head("GET", host, path, new Headers()))).isEqualTo(new Target.Metadata());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"localhost:9600", "127.0.0.1:9600", "s3.us-east-1.amazonaws.com", "s3.localhost"})
    void rootIsTheServiceItself(String host) {
        assertThat(target("GET", host, "/")).isEqualTo(new Target.Service());
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(textBlock = """
        /b/a,          a
        /b/a/b,        a/b
        /b/a//b,       a//b
        /b//a,         /a
        /b/../x,       ../x
        /b/a/../../x,  a/../../x
        /b/%2F,        /
        /b/%252F,      %2F
        /b/%2f%2E%2e,  /..
        /b/a+b,        a+b
        /b/.,          .
        /b/a/,         a/
        /b/%00,        '\0'
        """)
    void keysAreDecodedOnceAndNeverNormalised(String path, String key) {
        assertThat(target("GET", "localhost", path))
                .isEqualTo(new Target.Bucket("b", Optional.of(key.replace("\\0", "\0"))));
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(textBlock = """
        localhost,                            /b/%,        InvalidURI
        localhost,                            /b/%2,       InvalidURI
        localhost,                            /b/%zz,      InvalidURI
        localhost,                            /b/%C3%28,   InvalidURI
        localhost,                            /b/%C0%AF,   InvalidURI
        localhost,                            /b/%٣%٣,     InvalidURI
        localhost,                            //k,         InvalidURI
        sales.s3.eu-west-1.amazonaws.com,     /k,          PermanentRedirect
        ec2-consumer-111122223333.s3-accesspoint.eu-west-1.amazonaws.com, /k, NoSuchAccessPoint
        ec2-consumer.s3-accesspoint.us-east-1.amazonaws.com, /k, InvalidAccessPoint
        s3-control.us-east-1.amazonaws.com,   /v20180820/accesspoint, InvalidRequest
        dynamodb.us-east-1.amazonaws.com,     /,           NotImplemented
        """)
    void whatCannotBeToldIsRefused(String host, String path, ErrorCode code) {
        var refused = catchThrowableOfType(AwsException.class, () -> target("GET", host, path));

        assertThat(refused.code()).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"999999999999.localhost", "localhost"})
    void accountsOfHostAndHeaderMustAgree(String host) {
        var headers = new Headers().add("x-amz-account-id", host.equals("localhost") ? "12" : ACCOUNT);

        var refused = catchThrowableOfType(
                AwsException.class, () -> addressing.target(head("GET", host, "/v20180820/accesspoint", headers)));

        assertThat(refused.code()).isEqualTo(ErrorCode.InvalidRequest);
    }

    private Target target(String method, String host, String path) {
        return addressing.target(head(method, host, path, signed("s3")));
    }

    private static Headers signed(String service) {
        return new Headers()
                .add(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261121/us-east-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=0");
    }

    private static RequestHead head(String method, String host, String path, Headers headers) {
        return new RequestHead(method, path, "", host, headers, "127.0.0.1", false);
    }
}
