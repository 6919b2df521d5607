package io.sluice.lake.signing;

import io.sluice.lake.principals.Credentials;
import java.util.Optional;

/** Where secrets come from. Asked once for each signed request, so a key that is taken away fails from then on. */
@FunctionalInterface
public interface KeySource {
    /** What a request with this access key id must have been signed with; ended sessions too, so that they can be told. */
    Optional<Credentials> find(String accessKeyId);
}
