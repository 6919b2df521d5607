package io.sluice.broker.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.sluice.broker.access.NoSuchEntryException;
import io.sluice.broker.access.UnsafeNameException;
import io.sluice.broker.aws.RefusedException;
import io.sluice.broker.aws.UnavailableException;
import io.sluice.broker.credentials.BadAskException;
import io.sluice.broker.credentials.TooOftenException;
import io.sluice.broker.person.SignInAgainException;
import io.sluice.broker.web.Pages.Next;
import io.sluice.broker.web.Pages.Trouble;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What goes wrong, told: as a page to people, as JSON to programs, and never with anything secret. */
@ApplicationScoped
class Troubles {
    private static final Logger LOG = Logger.getLogger(Troubles.class);

    private static final Set<String> GONE = Set.of("NoSuchKey", "NoSuchVersion", "NoSuchBucket");

    private final SecurityIdentity identity;
    private final Frame.Maker frames;

    Troubles(SecurityIdentity identity, Frame.Maker frames) {
        this.identity = identity;
        this.frames = frames;
    }

    RestResponse<?> forged(String path) {
        return answer(
                path,
                Status.FORBIDDEN,
                new Trouble(
                        "Please do that again from the page",
                        "What was sent did not come from a page of yours, or the page is old. Nothing was done.",
                        Optional.empty(),
                        Next.START));
    }

    @ServerExceptionMapper
    RestResponse<?> unavailable(UnavailableException failure, UriInfo at) {
        LOG.warnf(failure.getCause(), "%s does not answer", failure.what());
        return answer(
                at.getPath(),
                Status.SERVICE_UNAVAILABLE,
                new Trouble(
                        failure.what() + " does not answer",
                        "Nothing was given out. This page recovers by itself as soon as it answers again.",
                        Optional.empty(),
                        Next.RETRY));
    }

    @ServerExceptionMapper
    RestResponse<?> refused(RefusedException refusal, UriInfo at) {
        if (GONE.contains(refusal.code())) {
            return missing(new NotFoundException(), at);
        }
        return answer(
                at.getPath(),
                Status.FORBIDDEN,
                new Trouble(
                        "AWS refused this",
                        "Nothing was given out. What AWS said is below; the owner of the data can tell you more.",
                        Optional.of(refusal.code() + ": " + refusal.getMessage()),
                        Next.START));
    }

    @ServerExceptionMapper
    RestResponse<?> signInAgain(SignInAgainException usedUp, UriInfo at) {
        return answer(
                at.getPath(),
                Status.UNAUTHORIZED,
                new Trouble(
                        "Please sign in again",
                        "This sign-in has been used up. Sign in again and go on where you were.",
                        Optional.empty(),
                        Next.SIGN_IN_AGAIN));
    }

    @ServerExceptionMapper
    RestResponse<?> tooOften(TooOftenException often, UriInfo at) {
        RestResponse<?> answer = answer(
                at.getPath(),
                Status.TOO_MANY_REQUESTS,
                new Trouble("Too often", often.getMessage(), Optional.empty(), Next.RETRY));
        answer.getHeaders()
                .putSingle("Retry-After", Math.max(1, often.retryAfter().toSeconds()));
        return answer;
    }

    @ServerExceptionMapper({BadAskException.class, UnsafeNameException.class})
    RestResponse<?> bad(RuntimeException wrong, UriInfo at) {
        return answer(
                at.getPath(),
                Status.BAD_REQUEST,
                new Trouble("That cannot be asked for", wrong.getMessage(), Optional.empty(), Next.START));
    }

    @ServerExceptionMapper({NoSuchEntryException.class, NotFoundException.class})
    RestResponse<?> missing(RuntimeException missing, UriInfo at) {
        return answer(
                at.getPath(),
                Status.NOT_FOUND,
                new Trouble(
                        "There is nothing here",
                        missing instanceof NoSuchEntryException
                                ? missing.getMessage()
                                : "It does not exist, or no longer.",
                        Optional.empty(),
                        Next.START));
    }

    private RestResponse<?> answer(String path, Status status, Trouble trouble) {
        if (path.startsWith("/api")) {
            return ResponseBuilder.create(status, (Object) Map.of(
                            "error",
                            trouble.heading(),
                            "message",
                            trouble.detail().orElse(trouble.text())))
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .build();
        }
        Frame frame = identity.isAnonymous()
                ? Frame.withoutPerson(trouble.heading())
                : frames.of(trouble.heading(), "", Who.person(identity));
        return ResponseBuilder.create(
                        status, (Object) Pages.trouble(frame, trouble, path).render())
                .type(MediaType.TEXT_HTML_TYPE)
                .build();
    }
}
