package io.sluice.lake.principals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lake.storage.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The sessions that are open, and on disk, so that their credentials outlive a restart. Those that ended are dropped a day later. */
final class RoleSessions {
    private static final String KIND = "session";
    private static final JsonMapper JSON = new JsonMapper();
    /** Until then an expired token is answered as expired, later as unknown. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(10);

    private final Settings settings;
    private final Consumer<String> dropped;
    private final Clock clock;
    private final Map<String, RoleSession> sessions = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> swept;

    /** @param dropped is told the access key ids of sessions that are not remembered any longer */
    RoleSessions(Settings settings, Clock clock, Consumer<String> dropped) {
        this.dropped = dropped;
        this.settings = settings;
        this.clock = clock;
        swept = new AtomicReference<>(clock.instant());
        settings.list(KIND).forEach((id, json) -> sessions.put(id, read(id, json)));
        sweep(clock.instant());
    }

    Optional<RoleSession> get(String accessKeyId) {
        return Optional.ofNullable(sessions.get(accessKeyId));
    }

    /** Keeps it; on disk when the method returns. */
    void add(RoleSession session) {
        settings.put(KIND, session.accessKeyId(), write(session));
        sessions.put(session.accessKeyId(), session);
        var now = clock.instant();
        var last = swept.get();
        if (now.isAfter(last.plus(BETWEEN_SWEEPS)) && swept.compareAndSet(last, now)) {
            sweep(now);
        }
    }

    private void sweep(Instant now) {
        for (var session : List.copyOf(sessions.values())) {
            if (now.isAfter(session.expires().plus(REMEMBERED))) {
                sessions.remove(session.accessKeyId());
                dropped.accept(session.accessKeyId());
                settings.delete(KIND, session.accessKeyId());
            }
        }
    }

    private static byte[] write(RoleSession session) {
        var request = session.request();
        var json = JSON.createObjectNode()
                .put("role", session.roleArn())
                .put("name", request.name())
                .put("created", session.created().toString())
                .put("expires", session.expires().toString());
        var policies = json.putArray("policies");
        request.policies().forEach(policies::add);
        var tags = json.putObject("tags");
        request.tags().values().forEach(tags::put);
        var transitive = json.putArray("transitiveTagKeys");
        request.tags().transitive().forEach(transitive::add);
        request.sourceIdentity().ifPresent(identity -> json.put("sourceIdentity", identity));
        if (!request.context().equals(SessionContext.NONE)) {
            SessionContextJson.write(request.context(), json.putObject("context"));
        }
        return bytes(json);
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RoleSession read(String accessKeyId, byte[] bytes) {
        try {
            var json = JSON.readTree(bytes);
            var created = Instant.parse(json.required("created").textValue());
            var expires = Instant.parse(json.required("expires").textValue());
            var policies = new ArrayList<String>();
            json.required("policies").forEach(policy -> policies.add(policy.textValue()));
            var request = new SessionRequest(
                    json.required("name").textValue(),
                    Duration.between(created, expires),
                    policies,
                    tags(json),
                    Optional.ofNullable(json.get("sourceIdentity")).map(JsonNode::textValue),
                    Optional.ofNullable(json.get("context"))
                            .map(SessionContextJson::read)
                            .orElse(SessionContext.NONE));
            return new RoleSession(accessKeyId, json.required("role").textValue(), request, created, expires);
        } catch (IOException e) {
            throw new UncheckedIOException("The record of session " + accessKeyId + " cannot be read", e);
        }
    }

    private static SessionRequest.Tags tags(JsonNode json) {
        var values = new LinkedHashMap<String, String>();
        json.required("tags")
                .properties()
                .forEach(tag -> values.put(tag.getKey(), tag.getValue().textValue()));
        var transitive = new HashSet<String>();
        json.required("transitiveTagKeys").forEach(key -> transitive.add(key.textValue()));
        return new SessionRequest.Tags(values, transitive);
    }
}
