package io.sluice.lake.sts;

import io.sluice.iam.NamedPolicy;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.PolicyException;
import io.sluice.iam.PolicySet;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;

/**
 * The policy that a caller passes for a session, and how much of AWS's room for policy and tags they take. From <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM and AWS STS quotas</a>.
 */
public final class SessionPolicy {
    /** AWS packs both into a binary form that it does not tell; the allotted space is taken to be as many bytes as a policy may have characters. */
    private static final int ROOM = 2048;

    private SessionPolicy() {}

    /** Refuses what is no policy, or not one for a session, which names no principal. */
    static void check(String json) {
        try {
            var policy = new NamedPolicy("session policy", PolicyDocument.parse(json));
            PolicySet.builder().session(policy).build();
        } catch (PolicyException | IllegalArgumentException e) {
            throw new AwsException(ErrorCode.MalformedPolicyDocument, e.getMessage());
        }
    }

    /**
     * Percent of the room; none where there is neither policy nor tag.
     *
     * @throws AwsException {@code PackedPolicyTooLarge}
     */
    public static Optional<Integer> packedSize(Optional<String> policy, Map<String, String> tags) {
        if (policy.isEmpty() && tags.isEmpty()) {
            return Optional.empty();
        }
        var text = new StringBuilder(
                policy.map(json -> PolicyDocument.parse(json).toJson()).orElse(""));
        tags.forEach((key, value) -> text.append('\n').append(key).append('=').append(value));
        int percent = Math.ceilDiv(100 * packed(text.toString()), ROOM);
        if (percent > 100) {
            throw new AwsException(
                    ErrorCode.PackedPolicyTooLarge,
                    "Packed policy consumes " + percent + "% of allotted space, please use smaller policy.");
        }
        return Optional.of(percent);
    }

    private static int packed(String text) {
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            var buffer = new byte[4096];
            int size = 0;
            while (!deflater.finished()) {
                size += deflater.deflate(buffer);
            }
            return size;
        }
    }
}
