package io.sluice.lake;

import static java.lang.System.Logger.Level.ERROR;

import io.sluice.iam.Decision;
import io.sluice.lake.access.RequestGate;
import io.sluice.lake.accesslog.Event;
import io.sluice.lake.accesslog.Parameters;
import io.sluice.lake.accesslog.UserIdentity;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.RequestHead;
import io.sluice.lake.principals.Identity;
import io.sluice.lake.signing.AuthType;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/** What becomes known of one request while it is served, and in the end its line of the access log. For one thread. */
final class Visit {
    private static final System.Logger LOG = System.getLogger(Visit.class.getName());

    private final RequestHead head;
    private final Instant time;
    private final String requestId = HexFormat.of()
            .withUpperCase()
            .toHexDigits(ThreadLocalRandom.current().nextLong());
    private final String hostId = newHostId();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final List<Event.Resource> resources = new ArrayList<>();
    private String eventName;
    private boolean readOnly;
    private String authentication = "";
    private LongSupplier bytesIn = () -> 0;
    private long bytesOut;
    private Optional<Boolean> management = Optional.empty();
    private final Map<String, String> response = new LinkedHashMap<>();
    private UserIdentity identity = UserIdentity.ANONYMOUS;
    private Optional<RequestGate> gate = Optional.empty();
    private Optional<Decision> decided = Optional.empty();
    private Optional<Event.Failure> failure = Optional.empty();

    Visit(RequestHead head, Instant time) {
        this.head = head;
        this.time = time;
        eventName = head.method();
        readOnly = head.method().equals("GET") || head.method().equals("HEAD");
        parameters.put("Host", head.host());
        parameters.putAll(Parameters.of(head.headers()));
        parameters.putAll(Parameters.of(head.rawQuery()));
    }

    /** Like S3's extended request id: 76 characters that mean nothing to anybody else. */
    private static String newHostId() {
        var random = ThreadLocalRandom.current();
        var bytes = ByteBuffer.allocate(56);
        while (bytes.hasRemaining()) {
            bytes.putLong(random.nextLong());
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** When it came. */
    Instant time() {
        return time;
    }

    String requestId() {
        return requestId;
    }

    String hostId() {
        return hostId;
    }

    void signedBy(Identity signer, AuthType type) {
        identity = UserIdentity.of(Optional.of(signer));
        authentication = switch (type) {
            case HEADER -> "AuthHeader";
            case QUERY -> "QueryString";
        };
    }

    /** Whom an identity provider vouches for, of a request that nobody signed. */
    void vouchedFor(UserIdentity web) {
        identity = web;
    }

    void decidedBy(RequestGate asked) {
        gate = Optional.of(asked);
    }

    void decided(Decision decision) {
        decided = Optional.of(decision);
    }

    /** Which operation it turned out to be; until then its method stands for it. */
    void named(String name) {
        eventName = name;
    }

    void named(String name, boolean changesNothing) {
        eventName = name;
        readOnly = changesNothing;
    }

    /** Whether it is about resources themselves, where that is another thing than the service says. */
    void management(boolean isManagement) {
        management = Optional.of(isManagement);
    }

    /** How much of the body came is known when all is over. */
    void receiving(LongSupplier bytes) {
        bytesIn = bytes;
    }

    void sent(long bytes) {
        bytesOut = bytes;
    }

    void failed(AwsException refusal) {
        failed(refusal.code().name(), refusal.getMessage());
    }

    void failed(String code, String message) {
        failure = Optional.of(new Event.Failure(code, message));
    }

    /** The connection or the disk failed: whatever was answered is not what was asked for. */
    void broke(Exception fault) {
        failure = Optional.of(new Event.Failure(
                ErrorCode.InternalError.name(), fault.getClass().getSimpleName()));
    }

    /** A mistake of the lake's own: it is logged, the caller learns nothing of it, and nothing was allowed. */
    AwsException fault(RuntimeException fault) {
        broke(fault);
        LOG.log(ERROR, "Request " + requestId + " failed", fault);
        return new AwsException(ErrorCode.InternalError);
    }

    void about(String parameter, String value) {
        parameters.put(parameter, value);
    }

    /** What came of it, as far as that may be written down. */
    void answered(String element, String value) {
        response.put(element, value);
    }

    void about(Event.Resource resource) {
        resources.add(resource);
    }

    /**
     * The line of the access log.
     *
     * @param service its host name, {@code s3.amazonaws.com}
     * @param byDefault whether it is about the resources themselves and not about the data in them, where nothing else was told
     * @param account the account that the event belongs to
     */
    Event event(String service, boolean byDefault, String region, String account) {
        return new Event(
                time,
                new Event.Api(service, eventName, region, readOnly, management.orElse(byDefault)),
                new Event.Origin(
                        head.remoteAddress(),
                        head.headers().first("user-agent").orElse(""),
                        head.secure(),
                        head.host()),
                identity,
                parameters,
                response,
                failure,
                new Event.Transfer(bytesIn.getAsLong(), bytesOut, authentication, hostId),
                requestId,
                resources,
                account,
                gate.flatMap(RequestGate::deciding).or(() -> decided).map(this::deciding));
    }

    private Event.Deciding deciding(Decision decision) {
        var asked = gate.map(RequestGate::asked).orElse(List.of()).stream()
                .map(each -> Event.Asked.of(each.action(), each.resource(), each.decision()))
                .toList();
        return Event.Deciding.of(decision, asked);
    }
}
