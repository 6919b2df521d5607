package io.sluice.lake.principals;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * The right of a service to ask in somebody's name until this is closed, or its keys expire. Prints no secret.
 *
 * @param identity the one in whose name it asks, with the service in its {@code aws:CalledVia}
 * @param ending takes the access key id away
 */
public record ForwardAccess(Identity identity, Credentials credentials, Consumer<String> ending)
        implements AutoCloseable {
    public ForwardAccess {
        Objects.requireNonNull(identity);
        Objects.requireNonNull(credentials);
        Objects.requireNonNull(ending);
    }

    /** From now on its keys are nobody's. */
    @Override
    public void close() {
        ending.accept(credentials.accessKeyId());
    }

    @Override
    public String toString() {
        return "ForwardAccess[" + identity.principal() + " via " + identity.calledVia() + "]";
    }
}
