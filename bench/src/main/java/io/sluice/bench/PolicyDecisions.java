package io.sluice.bench;

import io.sluice.iam.AccessPointGate;
import io.sluice.iam.AccessPointGate.NetworkOrigin;
import io.sluice.iam.AccessRequest;
import io.sluice.iam.Decision;
import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.PolicyEvaluator;
import io.sluice.iam.PolicySet;
import io.sluice.iam.Principal;
import io.sluice.iam.RequestContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How fast a request is decided: one bucket policy, and one of many access points. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PolicyDecisions {
    private static final String ACCOUNT = "111122223333";
    private static final String GATE = "arn:aws:s3:us-east-1:111122223333:accesspoint/app-";

    /** A statement as an application gets it: who, what, where, and over TLS. */
    private static String statement(int app, String resource) {
        return "{\"Sid\":\"App" + app + "\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::" + ACCOUNT
                + ":role/app-" + app + "\"},\"Action\":[\"s3:GetObject\",\"s3:GetObjectVersion\"],\"Resource\":\""
                + resource + "\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"},"
                + "\"StringEquals\":{\"aws:PrincipalAccount\":\"" + ACCOUNT + "\"}}}";
    }

    private static final String DENIES =
            "{\"Sid\":\"Tls\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":[\"arn:aws:s3:::lake\",\"arn:aws:s3:::lake/*\"],\"Condition\":{\"NumericLessThan\":{\"s3:TlsVersion\":\"1.2\"}}},"
                    + "{\"Sid\":\"Network\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::lake/*\",\"Condition\":{\"NotIpAddress\":{\"aws:SourceIp\":[\"203.0.113.0/24\",\"2001:db8::/32\"]},\"Bool\":{\"aws:ViaAWSService\":\"false\"}}},"
                    + "{\"Sid\":\"Tag\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:GetObject*\",\"Resource\":\"arn:aws:s3:::lake/secret/*\",\"Condition\":{\"StringNotEquals\":{\"s3:ExistingObjectTag/scanned\":\"true\"}}}";

    private static final String DELEGATING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Delegate\",\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":[\"arn:aws:s3:::lake\",\"arn:aws:s3:::lake/*\"],\"Condition\":{\"StringEquals\":{\"s3:DataAccessPointAccount\":\""
                    + ACCOUNT + "\"}}}," + DENIES + "]}";

    /** What comes with every request here; whoever compares changes some of it. */
    public static RequestContext context() {
        return RequestContext.empty()
                .with("aws:SecureTransport", "true")
                .with("aws:SourceIp", "203.0.113.9")
                .with("aws:ViaAWSService", "false")
                .with("s3:TlsVersion", "1.3")
                .with("s3:ExistingObjectTag/scanned", "true");
    }

    private static AccessRequest request(int app, String resource) {
        return request(app, resource, context());
    }

    private static AccessRequest request(int app, String resource, RequestContext context) {
        return new AccessRequest(
                Principal.of("arn:aws:sts::" + ACCOUNT + ":assumed-role/app-" + app + "/i-1"),
                "s3:GetObject",
                resource,
                ACCOUNT,
                context);
    }

    /** One bucket policy for every application, as it is without access points; three denies in front. */
    @State(Scope.Benchmark)
    public static class OneBucketPolicy {
        /** A bucket policy of 20 KB ends at about 60 of these; more are for the comparison only. */
        @Param({"20", "10000"})
        public int statements;

        private PolicySet policies;
        private AccessRequest last;
        private AccessRequest refused;

        @Setup
        public void prepare() {
            var builder = PolicySet.builder();
            var documents = IntStream.range(0, (statements - 3 + 39) / 40)
                    .mapToObj(page -> IntStream.range(page * 40, Math.min(statements - 3, page * 40 + 40))
                            .mapToObj(app -> statement(app, "arn:aws:s3:::lake/app-" + app + "/*"))
                            .collect(Collectors.joining(",", "{\"Version\":\"2012-10-17\",\"Statement\":[", "]}")))
                    .map(PolicyDocument::parse)
                    .toList();
            var denies = PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + DENIES + "]}");
            policies = builder.resource(new NamedPolicy("lake", PolicyDocument.join(documents, denies)))
                    .build();
            last = request(statements - 4, "arn:aws:s3:::lake/app-" + (statements - 4) + "/2026/11/22/part-0001.json");
            refused = request(statements - 4, "arn:aws:s3:::lake/app-0/2026/11/22/part-0001.json");
        }

        /** Whether this policy lets an application read a key. */
        public Decision decide(int app, String key, RequestContext context) {
            return PolicyEvaluator.decide(request(app, "arn:aws:s3:::lake/" + key, context), policies);
        }
    }

    /** The same applications, each behind an access point of its own. */
    @State(Scope.Benchmark)
    public static class AccessPoints {
        @Param({"10", "10000"})
        public int accessPoints;

        private final Map<String, PolicySet> byArn = new HashMap<>();
        private AccessRequest request;
        private String gate;

        @Setup
        public void prepare() {
            var bucket = new NamedPolicy("lake", PolicyDocument.parse(DELEGATING));
            for (int app = 0; app < accessPoints; app++) {
                var policy = PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":["
                        + statement(app, GATE + app + "/object/app-" + app + "/*") + "]}");
                var point = new AccessPointGate(
                        GATE + app,
                        "lake",
                        NetworkOrigin.INTERNET,
                        "",
                        Optional.of(new NamedPolicy("app-" + app, policy)));
                byArn.put(
                        point.arn(),
                        PolicySet.builder().resource(bucket).accessPoint(point).build());
            }
            int app = accessPoints - 1;
            gate = GATE + app;
            request = request(app, gate + "/object/app-" + app + "/2026/11/22/part-0001.json");
        }
    }

    @Benchmark
    public Decision bucketPolicyAllowsTheLastApplication(OneBucketPolicy bucket) {
        return PolicyEvaluator.decide(bucket.last, bucket.policies);
    }

    @Benchmark
    public Decision bucketPolicyRefusesTheWrongPrefix(OneBucketPolicy bucket) {
        return PolicyEvaluator.decide(bucket.refused, bucket.policies);
    }

    /** The access point is looked up, then both sides decide. */
    @Benchmark
    public Decision accessPointAllows(AccessPoints points) {
        return PolicyEvaluator.decide(points.request, points.byArn.get(points.gate));
    }
}
