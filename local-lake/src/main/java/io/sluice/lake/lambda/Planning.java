package io.sluice.lake.lambda;

import io.sluice.lake.lambda.Configuration.Settable;
import io.sluice.lake.lambda.FunctionState.AuthType;
import io.sluice.lake.lambda.FunctionState.InvokeMode;
import io.sluice.lake.lambda.FunctionState.Url;
import io.sluice.lake.lambda.Plan.Statement;
import java.time.Clock;
import java.util.Optional;

/** Puts plans on functions. */
final class Planning {
    private final FunctionStore store;
    private final Clock clock;

    Planning(FunctionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What a function is where {@code CreateFunction} says nothing of it. */
    static Settable defaults(Settable fresh, Optional<Plan> plan) {
        return plan.map(Plan::configuration)
                .map(planned -> new Settable(
                        fresh.roleArn(),
                        fresh.runtime(),
                        fresh.handler(),
                        fresh.description(),
                        planned.timeout(),
                        planned.memory(),
                        planned.environment(),
                        planned.deadLetter()))
                .orElse(fresh);
    }

    void apply(FunctionReference function, String arn, Plan plan) {
        store.update(function, arn, before -> {
            var after = before.with(policy(before.policy(), arn, plan));
            after = plan.reserved().isPresent() ? after.withReserved(plan.reserved()) : after;
            return plan.url().isPresent()
                    ? after.withUrl(Optional.of(url(before, arn, plan.url().get())))
                    : after;
        });
    }

    private static ResourcePolicy policy(ResourcePolicy before, String arn, Plan plan) {
        var policy = before;
        for (var statement : plan.permissions()) {
            policy = policy.with(statement.id(), Json.text(grant(statement).statement(arn)));
        }
        return policy;
    }

    private static Grant grant(Statement statement) {
        var limits = new Grant.Limits(
                Optional.of(statement.sourceArn()),
                Optional.of(statement.sourceAccount()),
                Optional.empty(),
                Optional.empty(),
                false);
        return new Grant(statement.id(), statement.principal(), statement.action(), limits);
    }

    private Url url(FunctionState before, String arn, String auth) {
        var type = AuthType.valueOf(auth);
        var now = clock.instant();
        return before.url()
                .map(url -> new Url(url.id(), type, url.mode(), url.created(), url.modified()))
                .orElseGet(() -> new Url(Urls.id(arn), type, InvokeMode.BUFFERED, now, now));
    }
}
