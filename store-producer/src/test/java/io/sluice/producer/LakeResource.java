package io.sluice.producer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** A lake in this process for the service in this process, which is told of it by configuration alone. */
public class LakeResource implements QuarkusTestResourceLifecycleManager {
    private LocalLake lake;

    @Override
    public Map<String, String> start() {
        try {
            lake = LocalLake.builder().start();
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        var role = lake.roles().get("storeProducerRole");
        Map<String, String> settings = new HashMap<>();
        settings.put("sluice.producer.bucket", lake.accessPointAlias("store-producer"));
        settings.put("sluice.producer.zone", "UTC");
        settings.put("quarkus.s3.path-style-access", "true");
        for (String service : new String[] {"quarkus.s3", "quarkus.sts"}) {
            settings.put(service + ".endpoint-override", lake.endpoint().toString());
            settings.put(service + ".aws.region", lake.region());
            settings.put(service + ".aws.credentials.type", "static");
            settings.put(service + ".aws.credentials.static-provider.access-key-id", role.accessKeyId());
            settings.put(service + ".aws.credentials.static-provider.secret-access-key", role.secretAccessKey());
            settings.put(service + ".aws.credentials.static-provider.session-token", role.sessionToken());
        }
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
