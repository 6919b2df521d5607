package io.sluice.sales;

import io.sluice.events.KeyLayout;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Finds objects that are not counted yet and has them counted. What decides is the ledger's record of each object, never
 * the listing: a look lists yesterday and later from a little before the newest key on, and at times everything, so a key
 * that sorts before others already counted is found too, soon when it is minutes late and at the next sweep when it is
 * days late.
 */
final class Follower {

    /**
     * What to follow.
     *
     * @param page how many keys are listed at once; S3 gives 1,000 at most
     */
    record Course(String bucket, String prefix, Duration window, Duration sweepEvery, int readers, int page) {}

    /** How the last look went; without an answer it went well. */
    record Look(Instant at, Optional<Answer> refused, long foreignKeys) {}

    private final S3Client s3;
    private final Course course;
    private final Ledger ledger;
    private final ObjectReader reader;
    private final Refusals refusals;
    private final Clock clock;
    private final Semaphore readers;
    private final Map<String, Long> newest = new TreeMap<>();
    private Instant nextSweep = Instant.MIN;
    private long foreignKeys;
    private volatile Look last = new Look(Instant.EPOCH, Optional.of(new Answer(0, "NotYet", "not listed yet", "")), 0);

    Follower(S3Client s3, Course course, Ledger ledger, ObjectReader reader, Refusals refusals, Clock clock) {
        this.s3 = s3;
        this.course = course;
        this.ledger = ledger;
        this.reader = reader;
        this.refusals = refusals;
        this.clock = clock;
        this.readers = new Semaphore(course.readers());
    }

    Look last() {
        return last;
    }

    /** One look for new objects; returns when what it found is counted or known to have failed. */
    synchronized void look() {
        Instant now = clock.instant();
        try {
            retry(now);
            if (isTimeToSweep(now)) {
                foreignKeys = list(course.prefix(), course.prefix());
                nextSweep = now.plus(course.sweepEvery());
            } else {
                lookAtOpenDays(now);
            }
            last = new Look(now, Optional.empty(), foreignKeys);
        } catch (SdkException refused) {
            Answer answer = Answer.of(refused);
            refusals.add("ListObjectsV2", course.prefix(), answer);
            last = new Look(now, Optional.of(answer), foreignKeys);
        } catch (RuntimeException broken) {
            last = new Look(
                    now, Optional.of(new Answer(0, "Broken", String.valueOf(broken.getMessage()), "")), foreignKeys);
            throw broken;
        }
    }

    /** It also is where the last sweep was in the future, since then the clock was set back. */
    private boolean isTimeToSweep(Instant now) {
        return !now.isBefore(nextSweep) || nextSweep.isAfter(now.plus(course.sweepEvery()));
    }

    /** A key that claims to be of the future moves nothing: the window reaches back from now at the latest. */
    private void lookAtOpenDays(Instant now) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        for (String day : openDays(now)) {
            long newestOrNow = Math.min(newest.getOrDefault(day, 0L), micros);
            long from = Math.max(0, newestOrNow - course.window().toNanos() / 1_000);
            list(day, day + String.format("%016d", from));
        }
    }

    /** Yesterday and later, as days go in UTC; it may still be yesterday where a writer is. And days that no sweep has seen. */
    private List<String> openDays(Instant now) {
        LocalDate yesterday = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
        List<String> open = new ArrayList<>();
        ListObjectsV2Request request = request(course.prefix()).delimiter("/").build();
        s3.listObjectsV2Paginator(request).commonPrefixes().stream()
                .map(CommonPrefix::prefix)
                .filter(day -> KeyLayout.day(course.prefix(), day)
                        .filter(date -> !date.isBefore(yesterday) || !newest.containsKey(day))
                        .isPresent())
                .forEach(open::add);
        return open;
    }

    /** Has what is new below the prefix read, and returns how many keys have another form than the events'. */
    private long list(String prefix, String startAfter) {
        long foreign = 0;
        for (ListObjectsV2Response page :
                s3.listObjectsV2Paginator(request(prefix).startAfter(startAfter).build())) {
            List<S3Object> wanted = new ArrayList<>();
            for (S3Object object : page.contents()) {
                if (!isOurs(object.key())) {
                    foreign++;
                } else if (isNew(object)) {
                    wanted.add(object);
                }
            }
            readAll(wanted);
        }
        return foreign;
    }

    private ListObjectsV2Request.Builder request(String prefix) {
        return ListObjectsV2Request.builder()
                .bucket(course.bucket())
                .prefix(prefix)
                .maxKeys(course.page());
    }

    /** Keys of another form are nobody's sales; they are counted and left alone. */
    private boolean isOurs(String key) {
        Optional<KeyLayout.Written> written = KeyLayout.written(course.prefix(), key);
        written.ifPresent(when -> newest.merge(course.prefix() + "dt=" + when.day() + "/", when.micros(), Math::max));
        return written.isPresent();
    }

    private boolean isNew(S3Object object) {
        return ledger.progress(object.key())
                .map(progress -> !progress.etag().equals(object.eTag()) || progress.state() == Progress.State.PART)
                .orElse(true);
    }

    private void retry(Instant now) {
        ledger.failedObjects().forEach((key, progress) -> {
            if (!progress.retryAt().isAfter(now)) {
                read(key, progress.etag());
            }
        });
    }

    private void readAll(List<S3Object> objects) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> reading = new ArrayList<>();
            for (S3Object object : objects) {
                reading.add(threads.submit(() -> readBounded(object)));
            }
            for (Future<?> each : reading) {
                each.get();
            }
        } catch (ExecutionException broken) {
            throw new IllegalStateException("reading broke off", broken.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void readBounded(S3Object object) {
        readers.acquireUninterruptibly();
        try {
            read(object.key(), object.eTag());
        } finally {
            readers.release();
        }
    }

    /** Reads the very body that was listed; where another one is there by now, the next look finds it. */
    private void read(String key, String etag) {
        Progress from = ledger.progress(key)
                .filter(progress -> progress.etag().equals(etag))
                .orElseGet(() -> Progress.none(etag));
        try (InputStream body =
                s3.getObject(get -> get.bucket(course.bucket()).key(key).ifMatch(etag))) {
            reader.read(key, body, from, chunk -> ledger.count(key, chunk));
        } catch (SdkException refused) {
            Answer answer = Answer.of(refused);
            refusals.add("GetObject", key, answer);
            fail(key, from, answer.code() + ": " + answer.message());
        } catch (IOException damaged) {
            fail(key, from, String.valueOf(damaged.getMessage()));
        }
    }

    private void fail(String key, Progress from, String reason) {
        Progress reached = ledger.progress(key)
                .filter(progress -> progress.etag().equals(from.etag()))
                .orElse(from);
        String shown = reason.length() <= 500 ? reason : reason.substring(0, 500);
        Progress failed = new Progress(
                        from.etag(), reached.lines(), reached.state(), from.attempts(), reached.retryAt(), "")
                .failed(shown, clock.instant());
        ledger.count(key, new Chunk(List.of(), List.of(), failed));
    }
}
