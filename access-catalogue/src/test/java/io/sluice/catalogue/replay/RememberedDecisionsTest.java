package io.sluice.catalogue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is remembered of earlier requests decides as if each were the first. */
class RememberedDecisionsTest {
    private static final List<String> ROLES =
            List.of("webAppClientRole", "storeProducerRole", "inventoryConsumerRole", "redactionServiceRole");
    private static final List<String> POINTS = List.of("ec2-consumer", "store-producer", "lambda-consumer", "redactor");
    private static final List<String> FOLDERS = List.of(
            "sales_event/",
            "sales_event",
            "inventory_event/",
            "inventory_event/dt=1/",
            "inventory_state/",
            "quarantine/",
            "",
            "z/");
    private static final List<String> OPERATIONS =
            List.of("GetObject", "PutObject", "DeleteObject", "HeadObject", "CopyObject", "ListObjectsV2");

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static LoggedRequest request(Random random) {
        int who = random.nextInt(ROLES.size());
        var arn = "arn:aws:sts::" + Logs.ACCOUNT + ":assumed-role/" + ROLES.get(who) + "/s-" + random.nextInt(3);
        var way = random.nextInt(8) == 0
                ? new Way.Bucket(Logs.BUCKET)
                : new Way.AccessPoint(Logs.point(random.nextBoolean() ? POINTS.get(who) : one(POINTS, random)));
        var operation = one(OPERATIONS, random);
        var key = operation.equals("ListObjectsV2") ? "" : one(FOLDERS, random) + "k" + random.nextInt(50);
        var parameters = Map.of(
                "x-amz-copy-source",
                "/" + Logs.BUCKET + "/" + one(FOLDERS, random) + "k",
                "prefix",
                one(FOLDERS, random),
                "max-keys",
                "7");
        var means = new LoggedRequest.Means(
                one(List.of(Optional.of(true), Optional.of(false), Optional.<Boolean>empty()), random),
                one(List.of("", LoggedRequest.Means.OBJECT_LAMBDA), random));
        return new LoggedRequest(
                Instant.EPOCH,
                new LoggedRequest.Caller(arn, ""),
                new LoggedRequest.Call(operation, way, key, parameters),
                means,
                true);
    }

    private static Verdict verdict(Decider decider, LoggedRequest request) {
        return decider.decide(request, decider.caller(request), Optional.empty());
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Decided(var _, var decision) -> decision.toString();
            case Verdict.Unknown unknown -> unknown.toString();
        };
    }

    @Test
    void decideAsTheFirstOfTheirKind() {
        var rendered = Logs.changed(
                        "  - name: store-events-111122223333-us-east-1\n    tls: optional",
                        "  - name: store-events-111122223333-us-east-1")
                .render();
        var documents = Documents.of(rendered);
        var remembering = new Decider(documents);
        var random = new Random(11);
        int allowed = 0;
        int unknown = 0;
        for (int i = 0; i < 2_000; i++) {
            var request = request(random);
            var verdict = words(verdict(remembering, request));
            assertThat(verdict).as("%s", request).isEqualTo(words(verdict(new Decider(documents), request)));
            allowed += verdict.startsWith("Allowed") ? 1 : 0;
            unknown += verdict.startsWith("Unknown") ? 1 : 0;
        }
        assertThat(allowed).isBetween(20, 1_500);
        assertThat(unknown).isBetween(5, 1_500);
    }
}
