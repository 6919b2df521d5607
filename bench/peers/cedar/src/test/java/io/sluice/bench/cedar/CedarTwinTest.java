package io.sluice.bench.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.value.Decimal;
import com.cedarpolicy.value.IpAddress;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import io.sluice.bench.PolicyDecisions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CedarTwinTest {
    private final PolicyDecisions.OneBucketPolicy bucket = bucket();

    private static PolicyDecisions.OneBucketPolicy bucket() {
        var bucket = new PolicyDecisions.OneBucketPolicy();
        bucket.statements = CedarTwin.APPLICATIONS + 3;
        bucket.prepare();
        return bucket;
    }

    @ParameterizedTest(name = "app-{0} {1}, {2} {3}: {4}")
    @CsvSource({
        "0, app-0/a.json, '', '', true",
        "16, app-16/2026/a.json, '', '', true",
        "16, app-1/a.json, '', '', false",
        "1, app-16/a.json, '', '', false",
        "17, app-17/a.json, '', '', false",
        "0, secret/a.json, '', '', false",
        "0, app-0/a.json, s3:TlsVersion, 1.1, false",
        "0, app-0/a.json, s3:TlsVersion, 1.2, true",
        "0, app-0/a.json, aws:SourceIp, 198.51.100.1, false",
        "0, app-0/a.json, aws:SourceIp, 2001:db8::7, true",
        "0, app-0/a.json, aws:SecureTransport, false, false",
        "0, app-0/a.json, s3:ExistingObjectTag/scanned, no, true",
    })
    void bothDecideAlike(int app, String key, String name, String value, boolean allowed) throws Exception {
        var context = name.isEmpty()
                ? PolicyDecisions.context()
                : PolicyDecisions.context().with(name, value);

        assertThat(bucket.decide(app, key, context).isAllowed())
                .as("iam-policy")
                .isEqualTo(allowed);
        assertThat(CedarTwin.parsedOnce().allows(CedarTwin.question(app, key, cedar(name, value))))
                .as("Cedar")
                .isEqualTo(allowed);
    }

    private static Map<String, Value> cedar(String name, String value) {
        var context = new HashMap<>(CedarTwin.context());
        switch (name) {
            case "s3:TlsVersion" -> context.put("tlsVersion", new Decimal(value));
            case "aws:SourceIp" -> context.put("sourceIp", new IpAddress(value));
            case "aws:SecureTransport" -> context.put("secureTransport", new PrimBool(Boolean.parseBoolean(value)));
            case "s3:ExistingObjectTag/scanned" -> context.put("scanned", new PrimString(value));
            default -> assertThat(name).isEmpty();
        }
        return context;
    }
}
