package io.sluice.lake;

import io.sluice.lake.principals.Identity;
import io.sluice.lake.s3.RequestBody;
import io.sluice.lake.signing.VerifiedBody;
import io.sluice.lake.storage.Checksum;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request whose signature, where it has one, holds.
 *
 * @param signer who signed it; none for an anonymous request
 * @param verified its body, which is verified while it is read
 */
record Arrival(Optional<Identity> signer, VerifiedBody verified) implements RequestBody {
    @Override
    public InputStream stream() {
        return verified;
    }

    @Override
    public OptionalLong length() {
        return verified.length();
    }

    @Override
    public List<Checksum> checksums() {
        return verified.checksums();
    }
}
