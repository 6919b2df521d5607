package io.sluice.catalogue.replay;

import io.sluice.catalogue.Catalogue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Logs as texts, and what the demo's catalogue, or a changed one, makes of them. */
final class Logs {
    static final String ACCOUNT = "111122223333";
    static final String BUCKET = "store-events-111122223333-us-east-1";
    static final String SHOP = "shopfast-data-111122223333-us-east-1";

    private Logs() {}

    static Source log(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Source("a.log", () -> new ByteArrayInputStream(bytes));
    }

    static Report report(Catalogue catalogue, String text) {
        return replay(catalogue, text).report();
    }

    static Replay replay(Catalogue catalogue, String text) {
        return read(Replay.of(catalogue), text);
    }

    static Replay read(Replay replay, String text) {
        return read(replay, List.of(log(text)));
    }

    static Replay read(Replay replay, List<Source> logs) {
        try {
            replay.read(logs, _ -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return replay;
    }

    /** The demo's catalogue with one text of it replaced. */
    static Catalogue changed(String from, String to) {
        try (var in = Catalogue.class.getResourceAsStream("/catalogue.yaml")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (!text.contains(from)) {
                throw new IllegalArgumentException("The catalogue has no " + from);
            }
            return Catalogue.parse("catalogue.yaml", text.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String point(String name) {
        return "arn:aws:s3:us-east-1:" + ACCOUNT + ":accesspoint/" + name;
    }

    /** A record in CloudTrail's fields of a request through an access point. */
    static String trail(String role, String point, String operation, String key, String more) {
        return record(role, operation, "\"key\":\"" + key + "\"", accessPoint(point), more);
    }

    static String list(String role, String point, String prefix, String more) {
        return record(
                role, "ListObjectsV2", "\"list-type\":\"2\",\"prefix\":\"" + prefix + "\"", accessPoint(point), more);
    }

    private static String accessPoint(String name) {
        return "{\"type\":\"AWS::S3::Bucket\",\"ARN\":\"arn:aws:s3:::" + BUCKET + "\"},"
                + "{\"type\":\"AWS::S3::AccessPoint\",\"ARN\":\"" + point(name) + "\"}";
    }

    static String record(String role, String operation, String parameters, String resources, String more) {
        return """
                {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROA1:s-1",\
                "arn":"arn:aws:sts::111122223333:assumed-role/%s","accountId":"111122223333","accessKeyId":"ASIA1"},\
                "eventTime":"2026-03-01T10:00:00Z","eventSource":"s3.amazonaws.com","eventName":"%s",\
                "requestParameters":{%s},"resources":[%s]%s}
                """.formatted(role, operation, parameters, resources, more);
    }
}
