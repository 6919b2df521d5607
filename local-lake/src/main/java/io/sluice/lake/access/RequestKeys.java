package io.sluice.lake.access;

import io.sluice.lake.http.RequestHead;
import io.sluice.lake.principals.Identity;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The condition keys that every request has, told from its head, its listener, its signer and the time. From <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">global condition keys</a> and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html">Signature Version 4 condition
 * keys</a>. What follows from the principal, the resource or the access point is not here: decisions take that from there.
 */
final class RequestKeys {
    private static final String PRESIGNED = "X-Amz-Signature=";
    private static final String PRESIGNED_AT = "X-Amz-Date=";
    private static final DateTimeFormatter SIGNING_TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    private RequestKeys() {}

    static Map<String, List<String>> of(
            RequestHead head, Network network, Optional<Identity> identity, String region, Instant now) {
        Instant seconds = now.truncatedTo(ChronoUnit.SECONDS);
        var keys = new HashMap<String, List<String>>();
        put(keys, "aws:CurrentTime", seconds.toString());
        put(keys, "aws:EpochTime", Long.toString(seconds.getEpochSecond()));
        put(keys, "aws:SecureTransport", Boolean.toString(head.secure()));
        put(keys, "aws:RequestedRegion", region);
        put(keys, "aws:ViaAWSService", "false");
        head.headers().first("user-agent").ifPresent(value -> put(keys, "aws:UserAgent", value));
        head.headers().first("referer").ifPresent(value -> put(keys, "aws:Referer", value));
        network(keys, head.remoteAddress(), network);
        signature(keys, head, now);
        identity.ifPresent(signer -> keys.putAll(signer.conditionKeys()));
        return keys;
    }

    /** Through a VPC endpoint the address is a private one, which {@code aws:SourceIp} does not tell. */
    private static void network(Map<String, List<String>> keys, String address, Network network) {
        boolean internet = network.vpc().isEmpty() && network.endpoint().isEmpty();
        put(keys, internet ? "aws:SourceIp" : "aws:VpcSourceIp", address);
        network.vpc().ifPresent(vpc -> put(keys, "aws:SourceVpc", vpc));
        network.endpoint().ifPresent(endpoint -> put(keys, "aws:SourceVpce", endpoint));
    }

    private static void signature(Map<String, List<String>> keys, RequestHead head, Instant now) {
        if (head.headers().has("authorization")) {
            put(keys, "s3:authType", "REST-HEADER");
            put(keys, "s3:signatureversion", "AWS4-HMAC-SHA256");
        } else if (head.rawQuery().contains(PRESIGNED)) {
            put(keys, "s3:authType", "REST-QUERY-STRING");
            put(keys, "s3:signatureversion", "AWS4-HMAC-SHA256");
            age(head.rawQuery(), now).ifPresent(age -> put(keys, "s3:signatureAge", Long.toString(age.toMillis())));
        }
    }

    private static Optional<Duration> age(String query, Instant now) {
        int at = query.indexOf(PRESIGNED_AT) + PRESIGNED_AT.length();
        int end = query.indexOf('&', at);
        try {
            String text = end < 0 ? query.substring(at) : query.substring(at, end);
            return Optional.of(
                    Duration.between(LocalDateTime.parse(text, SIGNING_TIME).toInstant(ZoneOffset.UTC), now));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static void put(Map<String, List<String>> keys, String key, String value) {
        keys.put(key, List.of(value));
    }
}
