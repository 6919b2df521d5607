package io.sluice.producer;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/** Ready when the credentials are good for anything: STS tells every caller who it is, whatever its permissions. */
@Readiness
@ApplicationScoped
class CallerIdentity implements HealthCheck {
    private final StsClient sts;

    CallerIdentity(StsClient sts) {
        this.sts = sts;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("caller identity");
        try {
            return response.up().withData("arn", sts.getCallerIdentity().arn()).build();
        } catch (SdkException unknown) {
            return response.down()
                    .withData("reason", String.valueOf(unknown.getMessage()))
                    .build();
        }
    }
}
