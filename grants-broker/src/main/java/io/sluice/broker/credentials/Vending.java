package io.sluice.broker.credentials;

import io.sluice.broker.access.Access;
import io.sluice.broker.access.Scope;
import io.sluice.broker.access.UnsafeNameException;
import io.sluice.broker.aws.Aws;
import io.sluice.broker.aws.RefusedException;
import io.sluice.broker.aws.Shared;
import io.sluice.broker.aws.UnavailableException;
import io.sluice.broker.person.Caller;
import io.sluice.broker.person.Callers;
import io.sluice.broker.person.Lifetime;
import io.sluice.broker.person.Person;
import io.sluice.broker.person.SignedIn;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.s3control.model.Credentials;
import software.amazon.awssdk.services.s3control.model.GetDataAccessRequest;
import software.amazon.awssdk.services.s3control.model.GetDataAccessResponse;
import software.amazon.awssdk.services.s3control.model.Privilege;
import software.amazon.awssdk.services.s3control.model.S3PrefixType;

/**
 * Vends credentials by <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetDataAccess.html">GetDataAccess</a>. What was
 * vended is kept for nine tenths of its life for the same person, permission, scope and duration; a refusal is kept briefly; a failure
 * is not kept at all. What AWS says it vended has to lie within what was asked for, or it is thrown away.
 */
public final class Vending {
    private static final Duration DENIAL = Duration.ofSeconds(30);
    private static final String GRANTS = "S3 Access Grants";

    private final S3ControlClient control;
    private final String account;
    private final Callers callers;
    private final Witness witness;
    private final Clock clock;
    private final Shared<Key, Answer> answers;

    private record Key(String person, Ask ask) {}

    private sealed interface Answer {}

    private record Vended(Keys keys) implements Answer {}

    private record Denied(String code, String text) implements Answer {}

    /** What is told of each vending, before its credentials go to anybody. */
    public interface Witness {
        void vended(Person person, Ask ask, Keys keys);
    }

    public Vending(Access.Lake lake, Callers callers, Witness witness, Clock clock) {
        this.witness = witness;
        this.control = lake.control();
        this.account = lake.account();
        this.callers = callers;
        this.clock = clock;
        this.answers = new Shared<>(clock, this::keptFor);
    }

    private Duration keptFor(Answer answer) {
        return switch (answer) {
            case Vended vended ->
                Lifetime.mostOf(Duration.between(clock.instant(), vended.keys().expires()));
            case Denied denied -> DENIAL;
        };
    }

    /**
     * Credentials for this.
     *
     * @throws RefusedException where AWS refuses
     * @throws UnavailableException where AWS does not answer
     */
    public Keys keys(SignedIn who, Ask ask) {
        return switch (answers.get(new Key(who.person().key(), ask), () -> vend(who, ask))) {
            case Vended vended -> vended.keys();
            case Denied denied -> throw new RefusedException(denied.code(), denied.text());
        };
    }

    /** Fresh ones, whatever is kept. */
    public Keys renewed(SignedIn who, Ask ask) {
        Key key = new Key(who.person().key(), ask);
        answers.forget(key::equals);
        return keys(who, ask);
    }

    public void forget(Person person) {
        answers.forget(key -> key.person().equals(person.key()));
    }

    private Answer vend(SignedIn who, Ask ask) {
        Caller caller = callers.caller(who, ask.grant().caller());
        try {
            GetDataAccessResponse answer = Aws.ask(GRANTS, () -> control.getDataAccess(request(caller, ask)));
            requireWithin(ask.target(), answer.matchedGrantTarget());
            Keys keys = keys(answer.credentials());
            witness.vended(who.person(), ask, keys);
            return new Vended(keys);
        } catch (RefusedException refused) {
            return new Denied(refused.code(), refused.getMessage());
        }
    }

    private static Keys keys(Credentials keys) {
        return new Keys(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken(), keys.expiration());
    }

    private GetDataAccessRequest request(Caller caller, Ask ask) {
        var request = GetDataAccessRequest.builder()
                .accountId(account)
                .target(ask.target().text())
                .permission(ask.permission().name())
                .privilege(ask.isNarrowed() ? Privilege.MINIMAL : Privilege.DEFAULT)
                .durationSeconds(Math.toIntExact(ask.lasts().toSeconds()))
                .overrideConfiguration(as -> as.credentialsProvider(caller::credentials));
        if (!ask.target().prefix()) {
            request.targetType(S3PrefixType.OBJECT);
        }
        return request.build();
    }

    private static void requireWithin(Scope asked, String matched) {
        if (matched == null || !covers(asked, matched)) {
            throw new UnavailableException(
                    GRANTS, new IllegalStateException("What was vended reaches beyond what was asked for"));
        }
    }

    private static boolean covers(Scope asked, String matched) {
        try {
            return asked.covers(Scope.parse(matched));
        } catch (UnsafeNameException unsafe) {
            return false;
        }
    }
}
