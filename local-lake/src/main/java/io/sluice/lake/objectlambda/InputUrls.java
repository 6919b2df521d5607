package io.sluice.lake.objectlambda;

import io.sluice.lake.http.RequestHead;
import io.sluice.lake.principals.Credentials;
import io.sluice.lake.s3.Query;
import io.sluice.lake.signing.Presigner;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Makes the {@code inputS3Url} of an event: the caller's own request, presigned for the supporting access point in the caller's name.
 * Neither range nor part number is in it. Headers of the caller that change what S3 does are signed, so a function has to send them
 * too, as <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-event-context.html">event context</a> says; conditional
 * headers are not, and a function forwards them where it wants them to hold. The host is always the lake's own, whatever host the
 * caller named, and the path names the alias, since names under {@code localhost} do not resolve everywhere.
 */
public final class InputUrls {
    private static final List<String> SIGNED = List.of(
            "x-amz-checksum-mode",
            "x-amz-expected-bucket-owner",
            "x-amz-optional-object-attributes",
            "x-amz-request-payer");

    private static final Set<String> LEFT_OUT = Set.of(
            "partnumber",
            "range",
            "x-amz-algorithm",
            "x-amz-content-sha256",
            "x-amz-credential",
            "x-amz-date",
            "x-amz-expires",
            "x-amz-security-token",
            "x-amz-signature",
            "x-amz-signedheaders");

    private final Supplier<String> host;
    private final String region;
    private final Clock clock;

    /** @param host the lake's own, with its port */
    public InputUrls(Supplier<String> host, String region, Clock clock) {
        this.host = host;
        this.region = region;
        this.clock = clock;
    }

    /**
     * The URL.
     *
     * @param alias of the supporting access point
     * @param valid how long it is good for
     */
    String of(RequestHead head, String alias, Optional<String> key, Credentials credentials, Duration valid) {
        var asked = new Presigner.Request(
                head.method(), host.get(), "/" + alias + "/" + key.orElse(""), query(head), headers(head));
        return "http://" + host.get() + new Presigner(credentials, region, clock.instant(), valid).target(asked);
    }

    private static Map<String, String> query(RequestHead head) {
        var kept = new LinkedHashMap<String, String>();
        Query.parse(head.rawQuery()).values().forEach((name, value) -> {
            if (!LEFT_OUT.contains(name.toLowerCase(Locale.ROOT))) {
                kept.put(name, value);
            }
        });
        return kept;
    }

    private static SortedMap<String, String> headers(RequestHead head) {
        var headers = new TreeMap<String, String>();
        for (var name : SIGNED) {
            head.headers().first(name).ifPresent(value -> headers.put(name, value));
        }
        return headers;
    }
}
