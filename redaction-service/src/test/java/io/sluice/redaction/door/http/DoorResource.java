package io.sluice.redaction.door.http;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sluice.catalogue.RenderedView;
import io.sluice.lake.LocalLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A lake, an issuer and the catalogue's views for the service in this process, which reads under its own role. */
public class DoorResource implements QuarkusTestResourceLifecycleManager {
    private LocalLake lake;
    private Issuer issuer;

    @Override
    public Map<String, String> start() {
        issuer = new Issuer();
        try {
            lake = LocalLake.builder().start();
            var keys = lake.roles().get("redactionServiceRole");
            Map<String, String> settings = new HashMap<>();
            settings.put("sluice.redaction.views-file", views().toString());
            // The client refuses an ARN with path style.
            settings.put("sluice.redaction.bucket", lake.accessPointAlias("redactor"));
            settings.put("quarkus.oidc.tenant-enabled", "true");
            settings.put("quarkus.oidc.auth-server-url", issuer.url());
            settings.put("quarkus.s3.endpoint-override", lake.endpoint().toString());
            settings.put("quarkus.s3.aws.region", lake.region());
            settings.put("quarkus.s3.path-style-access", "true");
            settings.put("quarkus.s3.aws.credentials.type", "static");
            settings.put("quarkus.s3.aws.credentials.static-provider.access-key-id", keys.accessKeyId());
            settings.put("quarkus.s3.aws.credentials.static-provider.secret-access-key", keys.secretAccessKey());
            settings.put("quarkus.s3.aws.credentials.static-provider.session-token", keys.sessionToken());
            return settings;
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private Path views() throws IOException {
        String documents = lake.catalogue().views().stream()
                .map(RenderedView::document)
                .collect(Collectors.joining(",", "[", "]"));
        return Files.writeString(Files.createTempFile("views", ".json"), documents);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(lake, new TestInjector.MatchesType(LocalLake.class));
        injector.injectIntoFields(issuer, new TestInjector.MatchesType(Issuer.class));
    }

    @Override
    public void stop() {
        if (lake != null) {
            lake.close();
        }
        issuer.close();
    }
}
