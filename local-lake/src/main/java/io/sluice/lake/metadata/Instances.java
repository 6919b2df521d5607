package io.sluice.lake.metadata;

import io.sluice.lake.http.Exchange;
import io.sluice.lake.http.Handler;
import io.sluice.lake.http.Headers;
import io.sluice.lake.principals.Principals;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The metadata of every instance on this machine: below {@code /latest/} that of the one the lake was started with, below
 * {@code /instances/ROLE/latest/} that of an instance under any of the lake's roles, so that several services on one machine each get
 * their own ({@code AWS_EC2_METADATA_SERVICE_ENDPOINT=http://localhost:9600/instances/ROLE}).
 */
public final class Instances implements Handler {
    private final Principals principals;
    private final Optional<String> first;
    private final String region;
    private final Clock clock;
    private final Map<String, InstanceMetadata> instances = new ConcurrentHashMap<>();

    /**
     * The instances of a lake.
     *
     * @param first the name of the role that {@code /latest/} is for; none where it is for nobody
     */
    public Instances(Principals principals, Optional<String> first, String region, Clock clock) {
        this.principals = principals;
        this.first = first;
        this.region = region;
        this.clock = clock;
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        var path = InstanceMetadata.INSTANCE_PATH.matcher(exchange.head().rawPath());
        var name = path.lookingAt() ? Optional.of(path.group("role")) : first;
        var instance = name.flatMap(this::instance);
        if (instance.isPresent()) {
            instance.get().handle(exchange);
        } else {
            exchange.respond(404, new Headers(), 0).close();
        }
    }

    private Optional<InstanceMetadata> instance(String roleName) {
        return principals
                .roleNamed(roleName)
                .map(role -> instances.computeIfAbsent(
                        roleName, _ -> new InstanceMetadata(principals, role, region, clock)));
    }
}
