package io.sluice.inventory;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Reads objects through the view, each wholly or not at all. */
final class ObjectReader {
    private final Lake lake;
    private final ObjectLines lines;
    private final int maxEvents;

    ObjectReader(Lake lake, ObjectLines lines, int maxEvents) {
        this.lake = requireNonNull(lake);
        this.lines = requireNonNull(lines);
        this.maxEvents = maxEvents;
    }

    Reading read(ObjectId object) {
        if (!ObjectLines.reads(object.key())) {
            return new Reading.Failed(object, "neither .json nor .ndjson, packed as .gz or .zst or not at all", false);
        }
        try {
            return lake.read(object, this::whole);
        } catch (S3Exception refused) {
            return refused(object, refused);
        } catch (SdkException unanswered) {
            return new Reading.Failed(object, Refusal.of(unanswered).told(), true);
        } catch (TooManyEvents tooMany) {
            return new Reading.Failed(object, tooMany.getMessage(), false);
        } catch (IOException broken) {
            return new Reading.Failed(object, "broken: " + broken.getMessage(), true);
        }
    }

    private Reading refused(ObjectId object, S3Exception refused) {
        String told = Refusal.of(refused).told();
        return switch (refused.statusCode()) {
            case 412 -> new Reading.Gone(object, "another version has taken its place (" + told + ")");
            case 404 -> new Reading.Gone(object, "there is no such object (" + told + ")");
            case 403 ->
                isMissing(object.key())
                        ? new Reading.Gone(object, "there is no such object in the listing (" + told + ")")
                        : new Reading.Failed(object, told, true);
            default -> new Reading.Failed(object, told, true);
        };
    }

    /** Who may list only below a prefix is refused what is not there. */
    private boolean isMissing(String key) {
        try {
            return lake.find(key).isEmpty();
        } catch (SdkException refused) {
            return false;
        }
    }

    private Reading whole(ObjectId opened, InputStream body) throws IOException {
        List<Line> read = new ArrayList<>();
        try {
            lines.read(opened.key(), body, line -> {
                if (read.size() == maxEvents) {
                    throw new FullException();
                }
                read.add(line);
            });
        } catch (FullException full) {
            throw new TooManyEvents("more than " + maxEvents + " events in one object; split it", full);
        }
        return new Reading.Whole(new Delta(opened, read));
    }

    private static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final class TooManyEvents extends IOException {
        private static final long serialVersionUID = 1L;

        TooManyEvents(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
