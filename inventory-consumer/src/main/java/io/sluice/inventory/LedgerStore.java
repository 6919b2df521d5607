package io.sluice.inventory;

import static java.lang.System.Logger.Level.INFO;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Keeps the ledger in the lake itself. Each change is written with {@code If-Match} on what it started from, or {@code
 * If-None-Match: *} at the very first; who comes second reads again and changes that, so no update is lost
 * (<a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">conditional writes</a>).
 * A warm function goes on from what it wrote last.
 */
final class LedgerStore {
    private static final System.Logger LOG = System.getLogger(LedgerStore.class.getName());
    private static final int ATTEMPTS = 50;

    private final Lake lake;
    private final String key;
    private final Bounds bounds;
    private Optional<Stored> warm = Optional.empty();

    private record Stored(Ledger ledger, String etag) {}

    LedgerStore(Lake lake, String key, Bounds bounds) {
        this.lake = requireNonNull(lake);
        this.key = requireNonNull(key);
        this.bounds = requireNonNull(bounds);
    }

    /** The ledger as it is in the lake now. Whoever changes it uses {@link #update}. */
    Ledger read() throws IOException {
        warm = Optional.of(load());
        return warm.get().ledger();
    }

    /** The ledger that the next update starts from, unless somebody else changes it. */
    Ledger current() throws IOException {
        return warm.isPresent() ? warm.get().ledger() : read();
    }

    /** Whether somebody else has written since {@link #update} or {@link #read}. */
    boolean isOutdated() {
        String etag = lake.find(key).map(ObjectId::etag).orElse("");
        return !warm.map(Stored::etag).equals(Optional.of(etag));
    }

    /**
     * Changes the ledger. The change may be made several times, each time on what somebody else has written.
     *
     * @throws IOException where the ledger cannot be read, or is never left alone long enough
     */
    synchronized Ledger update(Consumer<Ledger> change) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Stored stored = warm.isPresent() ? warm.get() : load();
            warm = Optional.empty();
            change.accept(stored.ledger());
            stored.ledger().generation++;
            Optional<String> etag = lake.replace(key, stored.etag(), LedgerCodec.encode(stored.ledger()));
            if (etag.isPresent()) {
                warm = Optional.of(new Stored(stored.ledger(), etag.get()));
                return stored.ledger();
            }
            LOG.log(INFO, "{0} was changed by somebody else; trying again", key);
        }
        throw new IOException(key + " was changed by others " + ATTEMPTS + " times in a row; nothing was written");
    }

    private Stored load() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<ObjectId> found = lake.find(key);
            if (found.isEmpty()) {
                return new Stored(new Ledger(bounds), "");
            }
            try {
                return lake.read(found.get(), (opened, body) -> new Stored(decode(body), opened.etag()));
            } catch (S3Exception refused) {
                if (refused.statusCode() != 412 && refused.statusCode() != 404) {
                    throw refused;
                }
            }
        }
        throw new IOException(key + " was changed by others " + ATTEMPTS + " times while it was read");
    }

    private Ledger decode(InputStream body) throws IOException {
        try {
            return LedgerCodec.decode(body.readAllBytes(), bounds);
        } catch (IOException unusable) {
            throw new IOException(
                    key + " cannot be used: " + unusable.getMessage()
                            + ". Delete it to count everything again from the start.",
                    unusable);
        }
    }
}
