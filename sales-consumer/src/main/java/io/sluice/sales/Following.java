package io.sluice.sales;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the last look for new objects was answered. */
@Readiness
@ApplicationScoped
class Following implements HealthCheck {
    private final Follower follower;

    Following(Follower follower) {
        this.follower = follower;
    }

    @Override
    public HealthCheckResponse call() {
        Follower.Look look = follower.last();
        var response = HealthCheckResponse.named("following the lake")
                .status(look.refused().isEmpty())
                .withData("lastLook", look.at().toString());
        look.refused()
                .ifPresent(answer -> response.withData("code", answer.code()).withData("message", answer.message()));
        return response.build();
    }
}
