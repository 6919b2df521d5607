package io.sluice.sales;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A lake in this process for the service in this process. The service gets its role from the lake's instance metadata by
 * the SDK's default chain, as on an EC2 instance.
 */
public class LakeResource implements QuarkusTestResourceLifecycleManager {
    private static final String METADATA = "aws.ec2MetadataServiceEndpoint";
    private LocalLake lake;

    @Override
    public Map<String, String> start() {
        Path ledger;
        try {
            lake = LocalLake.builder().start();
            ledger = Files.createTempDirectory("sales-ledger");
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        System.setProperty(METADATA, lake.instanceMetadata("webAppClientRole").toString());
        return Map.of(
                "sluice.sales.bucket", lake.accessPointAlias("ec2-consumer"),
                "sluice.sales.lake-bucket", lake.bucket(),
                "sluice.sales.data", ledger.toString(),
                "sluice.sales.poll-every", "1h",
                "quarkus.s3.endpoint-override", lake.endpoint().toString(),
                "quarkus.s3.aws.region", lake.region(),
                "quarkus.s3.path-style-access", "true");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(lake, new TestInjector.MatchesType(LocalLake.class));
    }

    @Override
    public void stop() {
        System.clearProperty(METADATA);
        if (lake != null) {
            lake.close();
        }
    }
}
