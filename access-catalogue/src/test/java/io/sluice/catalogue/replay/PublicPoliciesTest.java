package io.sluice.catalogue.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.PublicAccessBlock;
import io.sluice.catalogue.RenderedBucket;
import io.sluice.catalogue.RenderedCatalogue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Public policies, which no catalogue renders, under the settings of block public access. */
class PublicPoliciesTest {
    private static final String OPEN = """
            {"Version":"2012-10-17","Statement":{"Sid":"Open","Effect":"Allow","Principal":"*",\
            "Action":"s3:GetObject","Resource":"arn:aws:s3:::%s/*"}}""".formatted(Logs.SHOP);

    private static Documents open(boolean blocked, boolean restricted) {
        var rendered = Catalogue.demo().render();
        var bucket = new RenderedBucket(
                Logs.SHOP, Optional.of(OPEN), new PublicAccessBlock(true, true, blocked, restricted));
        return Documents.of(new RenderedCatalogue(
                rendered.account(),
                rendered.region(),
                List.of(bucket),
                List.of(),
                List.of(),
                rendered.roles(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of()));
    }

    private static String decision(Documents documents, String arn) {
        var decider = new Decider(documents);
        var request = new LoggedRequest(
                Instant.EPOCH,
                new LoggedRequest.Caller(arn, ""),
                new LoggedRequest.Call("GetObject", new Way.Bucket(Logs.SHOP), "users/a", Map.of()),
                new LoggedRequest.Means(Optional.of(true), ""),
                true);
        return decider.decide(request, decider.caller(request), Optional.empty()) instanceof Verdict.Decided decided
                ? decided.decision().getClass().getSimpleName() + " "
                        + decided.decision().statement()
                : "Unknown";
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "arn:aws:iam::444455556666:user/stranger, ExplicitlyDenied RestrictPublicBuckets",
        "*, ExplicitlyDenied RestrictPublicBuckets",
        "arn:aws:sts::111122223333:assumed-role/webAppClientRole/s-1, Allowed Open"
    })
    void areLeftToTheAccountWhereTheyAreRestricted(String caller, String decision) {
        assertThat(decision(open(false, true), caller)).isEqualTo(decision);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"arn:aws:iam::444455556666:user/stranger", "*"})
    void letEverybodyInWhereNothingRestrictsThem(String caller) {
        assertThat(decision(open(false, false), caller)).isEqualTo("Allowed Open");
    }

    @Test
    void areBadInputWhereTheyCouldNotBePut() {
        assertThatThrownBy(() -> open(true, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("arn:aws:s3:::" + Logs.SHOP + ": its policy is public")
                .hasMessageContaining("BlockPublicPolicy");
    }
}
