package io.sluice.inventory;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** A lake in this process for the function in this process, which is given its role's credentials as Lambda gives them. */
public class LakeResource implements QuarkusTestResourceLifecycleManager {
    private LocalLake lake;

    @Override
    public Map<String, String> start() {
        try {
            lake = TestLake.start();
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        var keys = lake.roles().get("inventoryConsumerRole");
        Map<String, String> settings = new HashMap<>();
        settings.put("sluice.inventory.bucket", lake.accessPointAlias("lambda-consumer"));
        settings.put("quarkus.s3.endpoint-override", lake.endpoint().toString());
        settings.put("quarkus.s3.aws.region", lake.region());
        settings.put("quarkus.s3.path-style-access", "true");
        settings.put("quarkus.s3.aws.credentials.type", "static");
        settings.put("quarkus.s3.aws.credentials.static-provider.access-key-id", keys.accessKeyId());
        settings.put("quarkus.s3.aws.credentials.static-provider.secret-access-key", keys.secretAccessKey());
        settings.put("quarkus.s3.aws.credentials.static-provider.session-token", keys.sessionToken());
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(lake, new TestInjector.MatchesType(LocalLake.class));
    }

    @Override
    public void stop() {
        if (lake != null) {
            lake.close();
        }
    }
}
