package io.sluice.lake.objectlambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lake.accesslog.UserIdentity;
import io.sluice.lake.addressing.RawPath;
import io.sluice.lake.http.RequestHead;
import io.sluice.lake.principals.Identity;
import io.sluice.lake.s3.Query;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a function is told of a request. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/olap-event-context.html">event context format and usage</a>.
 *
 * @param answer where the function writes the answer; none for operations whose answer it returns
 */
record CallEvent(
        String requestId,
        Configuration.Action action,
        String inputUrl,
        Optional<OpenCall> answer,
        ObjectLambdaPoint point,
        Optional<String> payload,
        RequestHead head,
        Identity caller) {
    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "x-amz-security-token", "x-amz-s3session-token", "cookie", "proxy-authorization");
    private static final Set<String> SIGNATURE = Set.of(
            "x-amz-algorithm",
            "x-amz-credential",
            "x-amz-date",
            "x-amz-expires",
            "x-amz-security-token",
            "x-amz-signature",
            "x-amz-signedheaders");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss 'UTC' uuuu", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    byte[] json() {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("xAmzRequestId", requestId);
        var context = event.putObject(context());
        context.put("inputS3Url", inputUrl);
        answer.ifPresent(open -> context.put("outputRoute", open.route()).put("outputToken", open.token()));
        event.putObject("configuration")
                .put("accessPointArn", point.arn())
                .put("supportingAccessPointArn", point.configuration().supportingAccessPoint())
                .put("payload", payload.orElse(""));
        var request = event.putObject("userRequest").put("url", url());
        headers(request.putObject("headers"));
        identity(event.putObject("userIdentity"));
        event.put("protocolVersion", "1.00");
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String context() {
        return switch (action) {
            case GetObject -> "getObjectContext";
            case HeadObject -> "headObjectContext";
            case ListObjects -> "listObjectsContext";
            case ListObjectsV2 -> "listObjectsV2Context";
        };
    }

    /** Decoded, as the documentation has it, and without what signs a presigned request. */
    private String url() {
        String query = Query.parse(head.rawQuery()).values().entrySet().stream()
                .filter(parameter -> !SIGNATURE.contains(parameter.getKey().toLowerCase(Locale.ROOT)))
                .sorted(Map.Entry.comparingByKey())
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
        return (head.secure() ? "https://" : "http://")
                + head.host()
                + RawPath.decode(head.rawPath())
                + (query.isEmpty() ? "" : "?" + query);
    }

    private void headers(ObjectNode into) {
        head.headers().forEach((name, value) -> {
            if (!SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                var before = into.get(name);
                into.put(name, before == null ? value : before.textValue() + "," + value);
            }
        });
    }

    private void identity(ObjectNode into) {
        var identity = UserIdentity.of(Optional.of(caller));
        into.put("type", identity.type()).put("principalId", identity.principalId());
        identity.arn().ifPresent(arn -> into.put("arn", arn));
        identity.account().ifPresent(account -> into.put("accountId", account));
        identity.accessKeyId().ifPresent(id -> into.put("accessKeyId", id));
        identity.userName().ifPresent(name -> into.put("userName", name));
        identity.invokedBy().ifPresent(service -> into.put("invokedBy", service));
        identity.session().ifPresent(session -> session(into.putObject("sessionContext"), session));
    }

    private static void session(ObjectNode into, UserIdentity.Session session) {
        into.putObject("attributes").put("mfaAuthenticated", "false").put("creationDate", date(session.created()));
        into.putObject("sessionIssuer")
                .put("type", "Role")
                .put("principalId", session.issuerId())
                .put("arn", session.issuerArn())
                .put("accountId", session.issuerAccount())
                .put("userName", session.issuerName());
    }

    private static String date(Instant instant) {
        return DATE.format(instant);
    }

    @Override
    public String toString() {
        return "CallEvent[" + requestId + "]";
    }
}
