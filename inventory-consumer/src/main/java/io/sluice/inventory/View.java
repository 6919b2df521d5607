package io.sluice.inventory;

import java.io.IOException;
import java.io.InputStream;

/** By which way objects are read; what is read may have less in it than what is stored. */
interface View {
    /** What is done with an object while it is open; it knows the version that was really opened. */
    interface Reader<T> {
        T read(ObjectId opened, InputStream body) throws IOException;
    }

    /**
     * Reads an object, only in the version that its ETag names where it has one.
     *
     * @throws software.amazon.awssdk.services.s3.model.S3Exception where it is refused; with status 412 where another version has taken its
     *     place
     */
    <T> T read(ObjectId object, Reader<T> reader) throws IOException;
}
