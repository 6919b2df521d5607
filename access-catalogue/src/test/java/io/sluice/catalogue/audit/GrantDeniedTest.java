package io.sluice.catalogue.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.Finding;
import io.sluice.catalogue.RenderedBucket;
import io.sluice.catalogue.RenderedCatalogue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grants under a bucket policy that no catalogue renders: one that denies what they give. */
class GrantDeniedTest {
    private static final Catalogue CATALOGUE = Catalogue.demo();
    private static final String SHOP = "shopfast-data-111122223333-us-east-1";

    /** The demo's documents, with another policy on the bucket of its grants. */
    private static World world(String policy) {
        var rendered = CATALOGUE.render();
        var buckets = rendered.buckets().stream()
                .map(bucket -> bucket.name().equals(SHOP)
                        ? new RenderedBucket(SHOP, Optional.of(policy), bucket.publicAccessBlock())
                        : bucket)
                .toList();
        return World.of(new RenderedCatalogue(
                rendered.account(),
                rendered.region(),
                buckets,
                rendered.accessPoints(),
                rendered.objectLambdaAccessPoints(),
                rendered.roles(),
                rendered.functions(),
                rendered.views(),
                rendered.grants(),
                rendered.directory(),
                rendered.oidcProviders()));
    }

    private static String deny(String action, String keys, String condition) {
        return """
                {"Version":"2012-10-17","Statement":{"Sid":"Nobody","Effect":"Deny","Principal":{"AWS":"*"},\
                "Action":"%s","Resource":"arn:aws:s3:::%s/%s","Condition":{%s}}}""".formatted(action, SHOP, keys, condition);
    }

    private static List<Finding> denied(World world) {
        return Check.of(CATALOGUE, world, LocalDate.EPOCH).open().stream()
                .filter(finding -> finding.kind().equals("grant-denied"))
                .toList();
    }

    @Test
    void denyOnTheBucketIsFoundForEachGrantThatItMakesEmpty() {
        var world = world(deny("s3:GetObject", "users*", "\"Bool\":{\"aws:SecureTransport\":\"true\"}"));

        assertThat(denied(world)).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.subject()).contains("s3://" + SHOP + "/users*");
            assertThat(finding.message()).contains("gives nothing: Nobody of buckets/" + SHOP + ".json denies it");
        });
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({"s3:GetObject, elsewhere/*, true", "s3:DeleteObject, users*, true", "s3:GetObject, users*, false"})
    void denyOfSomethingElseIsNotFound(String action, String keys, String secure) {
        var world = world(deny(action, keys, "\"Bool\":{\"aws:SecureTransport\":\"" + secure + "\"}"));

        assertThat(denied(world)).isEmpty();
    }

    @Test
    void demoHasNoGrantThatGivesNothing() {
        assertThat(denied(World.of(CATALOGUE.render()))).isEmpty();
    }
}
