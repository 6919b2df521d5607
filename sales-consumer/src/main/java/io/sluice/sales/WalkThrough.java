package io.sluice.sales;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Response;

/**
 * The source system's acceptance walk-through, done with this application's own credentials: only its own prefix,
 * through its own access point, may work. It writes one small object, which is no event and is not counted.
 */
final class WalkThrough {

    /** What is tried where. */
    record Places(String accessPoint, String bucket, String ownPrefix, String otherPrefix) {}

    /**
     * One step and what S3 answered; status 0 where the request never left the client.
     *
     * @param asExpected whether the answer was the one that keeps the prefixes apart
     */
    public record Step(
            String step,
            String operation,
            String bucket,
            String key,
            String expected,
            int status,
            String code,
            String message,
            String requestId,
            boolean asExpected) {}

    /** All steps; {@code holds} when each was as expected. */
    public record Report(boolean holds, List<Step> steps) {
        public Report {
            steps = List.copyOf(steps);
        }
    }

    static final String FILE = "kon.json";
    static final String CONTENT = "{\"secure-s3-with-access-points\":\"Miztiik Automation\"}";

    private final S3Client s3;
    private final Places places;

    WalkThrough(S3Client s3, Places places) {
        this.s3 = s3;
        this.places = places;
    }

    Report walk() {
        String accessPoint = places.accessPoint();
        String own = places.ownPrefix() + FILE;
        String other = places.otherPrefix() + FILE;
        List<Step> steps = List.of(
                step(
                        Expected.REFUSED_BY_CLIENT,
                        "the bucket's ARN as the bucket",
                        put("arn:aws:s3:::" + places.bucket(), FILE)),
                step(Expected.REFUSED, "write to the bucket directly", put(places.bucket(), own)),
                step(Expected.REFUSED, "read from the bucket directly", get(places.bucket(), own)),
                step(Expected.REFUSED, "write to the access point's root", put(accessPoint, FILE)),
                step(Expected.REFUSED, "write to another prefix", put(accessPoint, other)),
                step(Expected.REFUSED, "read from another prefix", get(accessPoint, other)),
                step(Expected.ALLOWED, "write to the own prefix", put(accessPoint, own)),
                step(Expected.ALLOWED, "read from the own prefix", get(accessPoint, own)));
        return new Report(steps.stream().allMatch(Step::asExpected), steps);
    }

    private record Attempt(String operation, String bucket, String key, Supplier<S3Response> call) {}

    private Attempt put(String bucket, String key) {
        return new Attempt(
                "PutObject",
                bucket,
                key,
                () -> s3.putObject(
                        request -> request.bucket(bucket).key(key).contentType("application/json"),
                        RequestBody.fromString(CONTENT)));
    }

    private Attempt get(String bucket, String key) {
        return new Attempt(
                "GetObject",
                bucket,
                key,
                () -> s3.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                        .response());
    }

    /** What has to come of a step. */
    private enum Expected {
        REFUSED_BY_CLIENT("refused by the client"),
        REFUSED("refused"),
        ALLOWED("allowed");

        private final String told;

        Expected(String told) {
            this.told = told;
        }

        boolean matches(Answer answer) {
            return switch (this) {
                case REFUSED_BY_CLIENT -> answer.code().equals(Answer.CLIENT);
                case REFUSED -> answer.status() == 403 && answer.code().equals("AccessDenied");
                case ALLOWED -> answer.status() >= 200 && answer.status() < 300;
            };
        }
    }

    private static Step step(Expected expected, String step, Attempt attempt) {
        Answer answer = attempt(attempt);
        return new Step(
                step,
                attempt.operation(),
                attempt.bucket(),
                attempt.key(),
                expected.told,
                answer.status(),
                answer.code(),
                answer.message(),
                answer.requestId(),
                expected.matches(answer));
    }

    private static Answer attempt(Attempt attempt) {
        try {
            S3Response response = attempt.call().get();
            String requestId =
                    Optional.ofNullable(response.responseMetadata().requestId()).orElse("");
            return new Answer(response.sdkHttpResponse().statusCode(), "OK", "", requestId);
        } catch (SdkException refused) {
            return Answer.of(refused);
        } catch (IllegalArgumentException refusedByTheClient) {
            return new Answer(0, Answer.CLIENT, String.valueOf(refusedByTheClient.getMessage()), "");
        }
    }
}
