package io.sluice.redaction.door.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Ready when there are views and what they show can be listed. */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
class Readiness implements HealthCheck {
    private final Views views;
    private final LakeReader lake;

    Readiness(Views views, LakeReader lake) {
        this.views = views;
        this.lake = lake;
    }

    @Override
    public HealthCheckResponse call() {
        var response =
                HealthCheckResponse.named("views").withData("views", views.all().size());
        Optional<String> problem = views.all().isEmpty()
                ? Optional.of("SLUICE_REDACTION_VIEWS_FILE names no file with views")
                : lake.problem(views.all());
        return problem.map(reason -> response.withData("reason", reason).down().build())
                .orElseGet(() -> response.up().build());
    }
}
