package io.sluice.lake.objectlambda;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The callers that wait for functions, by the tokens that were handed to these. A token is good for one answer, on its own route, while
 * its function runs. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_WriteGetObjectResponse.html">WriteGetObjectResponse</a>.
 */
public final class OpenCalls {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 48;
    private static final int ROUTES = 1000;

    /** By the hash of the token, so that looking one up tells nothing of it by the time it takes. */
    private final Map<String, OpenCall> calls = new ConcurrentHashMap<>();

    OpenCall open(ObjectLambdaPoints.Guarded point) {
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var route = "io-lake-" + String.format(Locale.ROOT, "%03d", RANDOM.nextInt(ROUTES));
        var id = hash(token);
        var call = new OpenCall(point, route, token, () -> calls.remove(id));
        calls.put(id, call);
        return call;
    }

    /**
     * The caller that a token stands for.
     *
     * @param host the first labels of the host that the answer was sent to, which name the route where they are there
     * @throws AwsException {@code ValidationError} where there is none
     */
    public OpenCall require(Optional<String> route, Optional<String> token, String host) {
        return token.map(text -> calls.get(hash(text)))
                .filter(call -> route.filter(call.route()::equals).isPresent())
                .filter(call -> host.isEmpty() || host.equals(call.route()))
                .orElseThrow(OpenCalls::invalidToken);
    }

    static AwsException invalidToken() {
        return new AwsException(ErrorCode.ValidationError, "Invalid token");
    }

    /** How many callers wait. */
    int size() {
        return calls.size();
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
