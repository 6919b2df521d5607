package io.sluice.redaction.door.objectlambda;

import io.sluice.iam.NamedPolicy;
import io.sluice.lake.LocalLake;
import io.sluice.lake.objectlambda.Invoker;
import io.sluice.lake.objectlambda.Outcome;
import io.sluice.redaction.HashKeys;
import io.sluice.redaction.door.LakeClients;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/** The demo's lake, whose Object Lambda access point calls the door in this process, under the function's role. */
final class ShieldedLake implements AutoCloseable {
    static final String PREFIX = "inventory_event/";

    final LocalLake lake;
    final S3Client administrator;
    final S3Client reader;
    final String view;
    private final S3Client function;
    private volatile ObjectLambdaDoor door;

    ShieldedLake() throws IOException {
        lake = LocalLake.builder().invoker(new InThisProcess()).start();
        administrator = LakeClients.administrator(lake);
        reader = LakeClients.role(lake, "inventoryConsumerRole");
        function = LakeClients.role(lake, "redactionFunctionRole");
        view = lake.objectLambdaAlias("data-shield");
        var stored = new StoredObjects(new InputHosts(List.of(lake.endpoint())));
        door = new ObjectLambdaDoor(stored, new Answers(function), HashKeys.none());
    }

    @Override
    public void close() {
        function.close();
        reader.close();
        administrator.close();
        lake.close();
    }

    private final class InThisProcess implements Invoker {
        @Override
        public Outcome invoke(String functionArn, byte[] event, Instant deadline) {
            try {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                door.handle(EventReader.read(new ByteArrayInputStream(event))).write(out);
                return new Outcome.Returned(out.toString(StandardCharsets.UTF_8));
            } catch (IOException | RuntimeException broken) {
                return new Outcome.Threw();
            }
        }

        @Override
        public Optional<NamedPolicy> policy(String functionArn) {
            return Optional.empty();
        }
    }
}
