package io.sluice.lake.accesslog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Events as lines of JSON, member by member as CloudTrail has them. */
final class EventJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private EventJson() {}

    static void write(Event event, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("eventVersion", "1.11");
            identity(event.identity(), json);
            head(event, json);
            map("requestParameters", event.requestParameters(), json);
            map("responseElements", event.responseElements(), json);
            additional(event.transfer(), json);
            json.writeStringField("requestID", event.requestId());
            json.writeStringField("eventID", eventId().toString());
            json.writeBooleanField("readOnly", event.api().readOnly());
            resources(event, json);
            tail(event, json);
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void head(Event event, JsonGenerator json) throws IOException {
        json.writeStringField(
                "eventTime", event.time().truncatedTo(ChronoUnit.SECONDS).toString());
        json.writeStringField("eventSource", event.api().source());
        json.writeStringField("eventName", event.api().name());
        json.writeStringField("awsRegion", event.api().region());
        json.writeStringField("sourceIPAddress", event.origin().address());
        json.writeStringField("userAgent", "[" + event.origin().userAgent() + "]");
        if (event.error().isPresent()) {
            json.writeStringField("errorCode", event.error().get().code());
            json.writeStringField("errorMessage", event.error().get().message());
        }
    }

    private static void tail(Event event, JsonGenerator json) throws IOException {
        json.writeStringField("eventType", "AwsApiCall");
        json.writeBooleanField("managementEvent", event.api().management());
        json.writeStringField("recipientAccountId", event.account());
        json.writeStringField("eventCategory", event.api().management() ? "Management" : "Data");
        if (event.origin().secure()) {
            tls(event.origin(), json);
        }
        if (event.deciding().isPresent()) {
            DecidingJson.write(event, event.deciding().get(), json);
        }
    }

    /**
     * As CloudTrail writes it where it knows neither version nor cipher suite: TLS ends before the lake, which is told of it by the
     * {@code https} of the request's target. From <a
     * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail record
     * contents</a>.
     */
    private static void tls(Event.Origin origin, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("tlsDetails");
        json.writeStringField("clientProvidedHostHeader", origin.host());
        json.writeEndObject();
    }

    private static void identity(UserIdentity identity, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("userIdentity");
        json.writeStringField("type", identity.type());
        json.writeStringField("principalId", identity.principalId());
        optional("arn", identity.arn(), json);
        optional("accountId", identity.account(), json);
        optional("accessKeyId", identity.accessKeyId(), json);
        optional("userName", identity.userName(), json);
        if (identity.session().isPresent()) {
            session(identity.session().get(), json);
        }
        optional("invokedBy", identity.invokedBy(), json);
        optional("identityProvider", identity.identityProvider(), json);
        if (identity.onBehalfOf().isPresent()) {
            json.writeObjectFieldStart("onBehalfOf");
            json.writeStringField("userId", identity.onBehalfOf().get().userId());
            json.writeStringField(
                    "identityStoreArn", identity.onBehalfOf().get().identityStoreArn());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void session(UserIdentity.Session session, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("sessionContext");
        json.writeObjectFieldStart("sessionIssuer");
        json.writeStringField("type", "Role");
        json.writeStringField("principalId", session.issuerId());
        json.writeStringField("arn", session.issuerArn());
        json.writeStringField("accountId", session.issuerAccount());
        json.writeStringField("userName", session.issuerName());
        json.writeEndObject();
        if (session.federation().isPresent()) {
            json.writeObjectFieldStart("webIdFederationData");
            json.writeStringField(
                    "federatedProvider", session.federation().get().provider());
            map("attributes", session.federation().get().attributes(), json);
            json.writeEndObject();
        }
        json.writeObjectFieldStart("attributes");
        json.writeStringField(
                "creationDate",
                session.created().truncatedTo(ChronoUnit.SECONDS).toString());
        json.writeStringField("mfaAuthenticated", "false");
        json.writeEndObject();
        optional("sourceIdentity", session.sourceIdentity(), json);
        json.writeEndObject();
    }

    private static void additional(Event.Transfer transfer, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("additionalEventData");
        if (!transfer.authentication().isEmpty()) {
            json.writeStringField("SignatureVersion", "SigV4");
            json.writeStringField("AuthenticationMethod", transfer.authentication());
        }
        json.writeNumberField("bytesTransferredIn", transfer.bytesIn());
        json.writeNumberField("bytesTransferredOut", transfer.bytesOut());
        json.writeStringField("x-amz-id-2", transfer.hostId());
        json.writeEndObject();
    }

    private static void resources(Event event, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("resources");
        for (Event.Resource resource : event.resources()) {
            json.writeStartObject();
            optional("accountId", resource.account(), json);
            json.writeStringField("type", resource.type());
            json.writeStringField("ARN", resource.arn());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void map(String name, Map<String, String> members, JsonGenerator json) throws IOException {
        if (members.isEmpty()) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        for (var member : new TreeMap<>(members).entrySet()) {
            json.writeStringField(member.getKey(), member.getValue());
        }
        json.writeEndObject();
    }

    static void optional(String name, Optional<String> value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    /** Unique, not secret: nothing is guarded by it. */
    private static UUID eventId() {
        var random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
