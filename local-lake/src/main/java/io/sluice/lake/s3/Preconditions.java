package io.sluice.lake.s3;

import io.sluice.lake.http.Headers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The conditional headers of a read or of a copy's source, in S3's order of precedence: where {@code If-Match} holds, {@code
 * If-Unmodified-Since} is not looked at; where {@code If-None-Match} is given, {@code If-Modified-Since} is not. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html">conditional reads</a> and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>.
 */
record Preconditions(
        Optional<String> ifMatch,
        Optional<String> ifNoneMatch,
        Optional<Instant> ifModifiedSince,
        Optional<Instant> ifUnmodifiedSince) {

    /** What the headers say of one object: go on, or the name of the condition that does not hold. */
    sealed interface Outcome {
        record Holds() implements Outcome {}

        /** The reader has it already: 304. */
        record NotModified() implements Outcome {}

        /** 412. */
        record Failed(String condition) implements Outcome {}
    }

    static Preconditions ofRead(Headers headers) {
        return of(headers, "");
    }

    static Preconditions ofCopySource(Headers headers) {
        return of(headers, "x-amz-copy-source-");
    }

    private static Preconditions of(Headers headers, String prefix) {
        return new Preconditions(
                headers.first(prefix + "if-match"),
                headers.first(prefix + "if-none-match"),
                headers.first(prefix + "if-modified-since").flatMap(HeaderText::date),
                headers.first(prefix + "if-unmodified-since").flatMap(HeaderText::date));
    }

    Outcome check(String etag, Instant lastModified) {
        var modified = lastModified.truncatedTo(ChronoUnit.SECONDS);
        if (ifMatch.isPresent()) {
            if (!matches(ifMatch.get(), etag)) {
                return new Outcome.Failed("If-Match");
            }
        } else if (ifUnmodifiedSince.isPresent() && modified.isAfter(ifUnmodifiedSince.get())) {
            return new Outcome.Failed("If-Unmodified-Since");
        }
        if (ifNoneMatch.isPresent()) {
            return matches(ifNoneMatch.get(), etag) ? new Outcome.NotModified() : new Outcome.Holds();
        }
        return ifModifiedSince.isPresent() && !modified.isAfter(ifModifiedSince.get())
                ? new Outcome.NotModified()
                : new Outcome.Holds();
    }

    /** @param header entity tags, quoted or not, or {@code *} */
    static boolean matches(String header, String etag) {
        if (header.strip().equals("*")) {
            return true;
        }
        for (var each : header.split(",", -1)) {
            if (unquoted(each).equals(unquoted(etag))) {
                return true;
            }
        }
        return false;
    }

    static String unquoted(String tag) {
        var text = tag.strip();
        if (text.startsWith("W/")) {
            text = text.substring(2);
        }
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
