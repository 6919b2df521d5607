package io.sluice.lake.s3;

import io.sluice.lake.storage.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;

/** The body of a request, without its framing, whose signature and checksums are verified while it is read. */
public interface RequestBody {
    /**
     * The bytes. The read that would tell the end throws {@link io.sluice.lake.error.AwsException} instead where the body is not what
     * was signed or promised.
     */
    InputStream stream() throws IOException;

    /** How many bytes the client said it sends; none where it said nothing. */
    OptionalLong length();

    /** The checksums that came with the body, in its head or its trailer, and hold; known once it was read to its end. */
    List<Checksum> checksums();
}
