package io.sluice.lake;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.principals.Identity;
import io.sluice.lake.principals.Principals;
import io.sluice.lake.signing.Authentication;
import io.sluice.lake.signing.SignatureVerifier;
import java.io.IOException;
import java.util.Optional;

/**
 * Tells who comes in through the doors of one service, by what was signed.
 *
 * @param service the one that requests must be signed for
 */
record Entrance(SignatureVerifier verifier, Principals principals, String service) {
    /**
     * Who it is; anonymous where nothing is signed.
     *
     * @throws AwsException where something is signed and the signature does not hold
     */
    Arrival admit(Exchange exchange, Visit visit) throws IOException {
        var checked = verifier.verify(exchange, service);
        var signer = signer(checked.authentication(), visit);
        return new Arrival(signer, checked.body());
    }

    private Optional<Identity> signer(Authentication authentication, Visit visit) {
        return switch (authentication) {
            case Authentication.Anonymous _ -> Optional.empty();
            case Authentication.Verified verified -> {
                var identity = principals
                        .identity(verified.accessKeyId())
                        .orElseThrow(() -> new AwsException(ErrorCode.InvalidAccessKeyId));
                visit.signedBy(identity, verified.type());
                yield Optional.of(identity);
            }
        };
    }
}
