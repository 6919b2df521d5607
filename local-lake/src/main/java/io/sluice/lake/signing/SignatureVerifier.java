package io.sluice.lake.signing;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.http.RequestHead;
import io.sluice.lake.principals.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies requests signed with AWS Signature Version 4, per <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">authenticating requests</a>. Path,
 * query and fields are compared as they were on the wire, and what cannot be read in one way only is refused. Safe for use by
 * several threads.
 */
public final class SignatureVerifier {
    /** How far the clock of a client may be from this one. */
    public static final Duration SKEW = Duration.ofMinutes(15);

    /** Services that require {@code x-amz-content-sha256}; elsewhere a missing one means the hash of the body. */
    private static final Set<String> EXPLICIT_HASH = Set.of("s3", "s3-object-lambda");

    private static final int IMPLIED_HASH_BODY = 256 * 1024;
    /** A function's code comes in the body, as <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda's
     * quotas</a> allow it. */
    private static final int IMPLIED_HASH_OF_CODE = 72 * 1024 * 1024;

    private final KeySource keys;
    private final String region;
    private final Clock clock;
    private final SigningKeys signingKeys = new SigningKeys();

    /** @param region the one that requests must be signed for */
    public SignatureVerifier(KeySource keys, String region, Clock clock) {
        this.keys = Objects.requireNonNull(keys);
        this.region = Objects.requireNonNull(region);
        this.clock = Objects.requireNonNull(clock);
    }

    /**
     * Verifies the head, and opens the body, which is read only by whoever reads it; where the hash of the body is implied, as with
     * STS, a small body is read at once.
     *
     * @param service the one the request is addressed to, and must be signed for: {@code s3}, {@code s3-object-lambda}, {@code sts}
     * @throws AwsException where the request is signed and the signature does not hold
     */
    public CheckedRequest verify(Exchange exchange, String service) throws IOException {
        var head = exchange.head();
        SingleFields.require(head.headers());
        var query = RawQuery.of(head.rawQuery());
        var claim = Claim.of(head, query);
        return claim.isPresent() ? signed(exchange, query, claim.get(), service) : anonymous(exchange);
    }

    private static CheckedRequest anonymous(Exchange exchange) {
        var payload = Payload.of(exchange.head().headers()).orElse(Payload.unsigned());
        if (payload.mode().hasSignedChunks()) {
            throw Refusal.invalid("Signed chunks need a signed request.");
        }
        return new CheckedRequest(new Authentication.Anonymous(), BodyReader.open(exchange, payload, Optional.empty()));
    }

    private CheckedRequest signed(Exchange exchange, RawQuery query, Claim claim, String service) throws IOException {
        requireScope(claim, service);
        var credentials =
                keys.find(claim.accessKeyId()).orElseThrow(() -> new AwsException(ErrorCode.InvalidAccessKeyId));
        requireTime(claim);
        var key = signingKeys.get(credentials.secretAccessKey(), claim.scope());
        var payload = payload(exchange.head(), query, claim);
        if (payload.isPresent()) {
            requireSignature(new CanonicalRequest(exchange.head(), query, claim, payload.get()), claim, key);
            requireSession(credentials, claim);
            var body = BodyReader.open(exchange, payload.get(), Optional.of(new ChunkSignatures(key, claim)));
            return new CheckedRequest(verified(claim, payload.get()), body);
        }
        var bytes = BodyReader.readSmall(exchange, service.equals("lambda") ? IMPLIED_HASH_OF_CODE : IMPLIED_HASH_BODY);
        var implied = Payload.hashed(Hex.of(Hex.sha256().digest(bytes)));
        requireSignature(new CanonicalRequest(exchange.head(), query, claim, implied), claim, key);
        requireSession(credentials, claim);
        return new CheckedRequest(verified(claim, implied), BodyReader.of(exchange, bytes, implied));
    }

    /** Empty where the body has to be hashed. */
    private static Optional<Payload> payload(RequestHead head, RawQuery query, Claim claim) {
        var told = Payload.of(head.headers()).or(() -> inQuery(query, claim));
        if (told.isPresent() || !EXPLICIT_HASH.contains(claim.scope().service())) {
            return told;
        }
        return switch (claim.type()) {
            case QUERY -> Optional.of(Payload.unsigned());
            case HEADER -> throw Refusal.invalid("Missing required header for this request: x-amz-content-sha256");
        };
    }

    private static Optional<Payload> inQuery(RawQuery query, Claim claim) {
        return claim.type() == AuthType.QUERY
                ? query.only("X-Amz-Content-Sha256").map(Payload::parse)
                : Optional.empty();
    }

    private void requireScope(Claim claim, String service) {
        var scope = claim.scope();
        if (!scope.service().equals(service)) {
            throw wrongScope(
                    claim,
                    "incorrect service \"" + Refusal.shown(scope.service()) + "\". This endpoint belongs to \""
                            + service + "\".");
        }
        if (!scope.region().equals(region)) {
            throw wrongScope(
                    claim, "the region '" + Refusal.shown(scope.region()) + "' is wrong; expecting '" + region + "'");
        }
    }

    private AwsException wrongScope(Claim claim, String detail) {
        var refusal = claim.type() == AuthType.HEADER
                ? Refusal.malformedHeader(detail)
                : Refusal.malformedQuery("Error parsing the X-Amz-Credential parameter; " + detail);
        return new AwsException(refusal.code(), refusal.getMessage(), Refusal.ordered("Region", region));
    }

    private void requireTime(Claim claim) {
        var now = clock.instant();
        var signedAt = claim.time().instant();
        if (claim.expires().isEmpty()) {
            if (Duration.between(signedAt, now).abs().compareTo(SKEW) > 0) {
                throw Refusal.skewed(claim.time().text(), now, SKEW);
            }
            return;
        }
        var expiry = signedAt.plus(claim.expires().get());
        if (now.isAfter(expiry)) {
            throw Refusal.expired(claim.expires().get(), expiry, now);
        }
        if (signedAt.isAfter(now.plus(SKEW))) {
            throw Refusal.notYetValid(signedAt, now);
        }
    }

    private static void requireSignature(CanonicalRequest canonical, Claim claim, SigningKey key) {
        canonical.requireCoverage();
        var toSign = canonical.texts().stream()
                .map(text -> CanonicalRequest.stringToSign(claim, text))
                .toList();
        var holds = toSign.stream().anyMatch(text -> Hex.same(key.sign(text), claim.signature()));
        if (!holds || !canonical.isComplete()) {
            throw new AwsException(
                    ErrorCode.SignatureDoesNotMatch,
                    ErrorCode.SignatureDoesNotMatch.message(),
                    Refusal.ordered(
                            "AWSAccessKeyId", claim.accessKeyId(),
                            "StringToSign", toSign.getFirst(),
                            "SignatureProvided", Refusal.shown(claim.signature()),
                            "CanonicalRequest", canonical.shownText()));
        }
    }

    /** A session's key is nothing without its token, and a token says nothing for a long-lived key. */
    private void requireSession(Credentials credentials, Claim claim) {
        if (credentials.session().isEmpty()) {
            if (claim.token().isPresent()) {
                throw new AwsException(ErrorCode.InvalidToken);
            }
            return;
        }
        var session = credentials.session().get();
        var token = claim.token().orElseThrow(() -> new AwsException(ErrorCode.InvalidAccessKeyId));
        if (!MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), session.token().getBytes(StandardCharsets.UTF_8))) {
            throw new AwsException(ErrorCode.InvalidToken);
        }
        if (!clock.instant().isBefore(session.expiration())) {
            throw new AwsException(ErrorCode.ExpiredToken);
        }
    }

    private static Authentication verified(Claim claim, Payload payload) {
        return new Authentication.Verified(
                claim.accessKeyId(),
                claim.scope().region(),
                claim.scope().service(),
                claim.time().instant(),
                claim.type(),
                payload.mode(),
                claim.signedHeaders(),
                claim.expires());
    }
}
