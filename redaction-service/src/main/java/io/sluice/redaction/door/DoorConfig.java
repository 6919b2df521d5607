package io.sluice.redaction.door;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What can be set, as {@code sluice.redaction.*} or {@code SLUICE_REDACTION_*}. */
@ConfigMapping(prefix = "sluice.redaction")
public interface DoorConfig {

    /** Endpoints, beside those of AWS, from which Object Lambda's input may be fetched; the one of the AWS clients where it is not set. */
    Optional<List<URI>> inputEndpoints();

    /** The views of the HTTP door: a JSON array of view documents. */
    Optional<Path> viewsFile();

    /** The same array itself, for a function, which comes without files; used where no file is named. */
    Optional<String> views();

    /** What the HTTP door reads through instead of what the views name, such as the alias of the same access point. */
    Optional<String> bucket();

    /** The keys of the verb hash, {@code id=base64}, comma separated. A secret. */
    Optional<String> hashKeys();
}
