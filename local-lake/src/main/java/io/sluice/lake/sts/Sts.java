package io.sluice.lake.sts;

import io.sluice.iam.RequestContext;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.RequestHead;
import io.sluice.lake.principals.Identity;
import io.sluice.lake.principals.Principals;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The Security Token Service of the lake: {@code GetCallerIdentity}, which asks for no permission, {@code AssumeRole}, and
 * {@code AssumeRoleWithWebIdentity}, which nobody signs. Any other operation is {@code InvalidAction}. From <a href="https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html">the STS API</a>.
 */
public final class Sts {
    static final String VERSION = "2011-06-15";
    static final Set<String> OPERATIONS = Set.of("GetCallerIdentity", "AssumeRole", "AssumeRoleWithWebIdentity");

    private final AssumeRole assumeRole;
    private final AssumeRoleWithWebIdentity assumeRoleWithWebIdentity;
    private final Clock clock;

    /** The service for these principals, for those whom a provider vouches for, and for contexts. */
    public Sts(Principals principals, Federation federation, ContextProvider contexts, Clock clock) {
        assumeRole = new AssumeRole(principals, contexts);
        assumeRoleWithWebIdentity = new AssumeRoleWithWebIdentity(principals, federation);
        this.clock = Objects.requireNonNull(clock);
    }

    /**
     * Performs a call.
     *
     * @param verified is told whose web identity token it is, where it has one and that is genuine
     * @throws AwsException where it is refused; {@link #refuse} puts that into STS's words
     */
    public StsAnswer answer(StsCall call, Consumer<WebIdentity> verified) {
        var form = QueryForm.of(call.head().rawQuery(), call.body());
        var action = form.get("Action")
                .orElseThrow(() -> new AwsException(
                        ErrorCode.InvalidAction, "Could not find operation for version NO_VERSION_SPECIFIED"));
        var version = form.get("Version").orElse("NO_VERSION_SPECIFIED");
        if (!version.equals(VERSION) || !OPERATIONS.contains(action)) {
            throw new AwsException(
                    ErrorCode.InvalidAction, "Could not find operation " + action + " for version " + version);
        }
        if (action.equals("AssumeRoleWithWebIdentity")) {
            var opened = assumeRoleWithWebIdentity.open(WebIdentityRequest.of(form), context(call.head()), verified);
            return StsXml.webIdentity(opened, call.requestId());
        }
        var caller = call.caller().orElseThrow(() -> new AwsException(ErrorCode.MissingAuthenticationToken));
        if (action.equals("GetCallerIdentity")) {
            form.end();
            return callerIdentity(caller, call.requestId());
        }
        var result = assumeRole.open(caller, AssumeRoleRequest.of(form), context(call.head()));
        return StsXml.assumeRole(result, call.requestId());
    }

    /** A refusal in STS's words, also of what failed before: a signature, a token, an access key. */
    public static StsAnswer refuse(AwsException e, String requestId) {
        return StsXml.error(e, requestId);
    }

    private static StsAnswer callerIdentity(Identity caller, String requestId) {
        var principal = caller.principal();
        return StsXml.callerIdentity(principal.arn(), principal.uniqueId(), principal.account(), requestId);
    }

    private RequestContext context(RequestHead head) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var keys = new LinkedHashMap<String, List<String>>();
        keys.put("aws:CurrentTime", List.of(now.toString()));
        keys.put("aws:EpochTime", List.of(Long.toString(now.getEpochSecond())));
        keys.put("aws:SourceIp", List.of(head.remoteAddress()));
        keys.put("aws:SecureTransport", List.of(Boolean.toString(head.secure())));
        keys.put("aws:ViaAWSService", List.of("false"));
        head.headers().first("user-agent").ifPresent(agent -> keys.put("aws:UserAgent", List.of(agent)));
        return RequestContext.of(keys);
    }
}
