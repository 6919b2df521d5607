package io.sluice.lake;

import io.sluice.iam.NamedPolicy;
import io.sluice.lake.objectlambda.Invoker;
import io.sluice.lake.objectlambda.Outcome;
import java.time.Instant;
import java.util.Optional;

/** A lake where no function is deployed. */
final class NoFunctions implements Invoker {
    @Override
    public Outcome invoke(String functionArn, byte[] event, Instant deadline) {
        return new Outcome.NotFound();
    }

    @Override
    public Optional<NamedPolicy> policy(String functionArn) {
        return Optional.empty();
    }
}
