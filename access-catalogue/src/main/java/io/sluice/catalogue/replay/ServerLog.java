package io.sluice.catalogue.replay;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * S3 server access logs: fields between spaces, some in quotes, the time in brackets; {@code -} stands for what is not known. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">Amazon S3 server access log format</a>. For one thread.
 */
final class ServerLog implements LineParser {
    private static final String NONE = "-";

    /** By {@code operation}, as the log calls it, what the API calls it. */
    private static final Map<String, String> OPERATIONS = Map.ofEntries(
            Map.entry("REST.GET.OBJECT", "GetObject"),
            Map.entry("REST.HEAD.OBJECT", "HeadObject"),
            Map.entry("REST.PUT.OBJECT", "PutObject"),
            Map.entry("REST.POST.OBJECT", "PutObject"),
            Map.entry("REST.DELETE.OBJECT", "DeleteObject"),
            Map.entry("BATCH.DELETE.OBJECT", "DeleteObject"),
            Map.entry("REST.POST.UPLOADS", "CreateMultipartUpload"),
            Map.entry("REST.PUT.PART", "UploadPart"),
            Map.entry("REST.POST.UPLOAD", "CompleteMultipartUpload"),
            Map.entry("REST.DELETE.UPLOAD", "AbortMultipartUpload"),
            Map.entry("REST.GET.UPLOAD", "ListParts"),
            Map.entry("REST.GET.UPLOADS", "ListMultipartUploads"),
            Map.entry("REST.GET.BUCKET", "ListObjects"),
            Map.entry("REST.GET.BUCKETVERSIONS", "ListObjectVersions"),
            Map.entry("REST.HEAD.BUCKET", "HeadBucket"),
            Map.entry("REST.GET.LOCATION", "GetBucketLocation"),
            Map.entry("REST.GET.ACL", "GetObjectAcl"),
            Map.entry("REST.PUT.ACL", "PutObjectAcl"),
            Map.entry("REST.GET.OBJECT_TAGGING", "GetObjectTagging"),
            Map.entry("REST.PUT.OBJECT_TAGGING", "PutObjectTagging"),
            Map.entry("REST.DELETE.OBJECT_TAGGING", "DeleteObjectTagging"),
            // What a copy reads has a line of its own.
            Map.entry("REST.COPY.OBJECT", "PutObject"),
            Map.entry("REST.COPY.PART", "UploadPart"),
            Map.entry("REST.COPY.OBJECT_GET", "GetObject"),
            Map.entry("REST.COPY.PART_GET", "GetObject"));

    private final Times times = new Times();

    /** The fields that matter, by their place in the line; the last ones were added over the years and may be missing. */
    private enum Field {
        BUCKET(1),
        TIME(2),
        REQUESTER(4),
        OPERATION(6),
        KEY(7),
        URI(8),
        STATUS(9),
        ERROR(10),
        TLS(23),
        ACCESS_POINT(24);

        /** So many come before what the client says of itself. */
        static final int BEFORE_CLIENT = 15;

        private final int place;

        Field(int place) {
            this.place = place;
        }
    }

    @Override
    public Entry parse(byte[] bytes, int from, int length, long at) {
        var fields = fields(new String(bytes, from, length, StandardCharsets.UTF_8));
        return new Entry(at, LogKind.SERVER, fields.map(this::line).orElseGet(ServerLog::malformed));
    }

    private static LogLine malformed() {
        return new LogLine.Malformed(
                "no line of an S3 server access log: a quote or bracket does not end, or fields are" + " missing");
    }

    /**
     * None where the line ends too early. What a client sends as referer and user agent stands between quotes with its own quotes in it, so
     * the fields after them are counted from the last quote: nobody can write an access point of his own into a line.
     */
    private static Optional<List<String>> fields(String line) {
        var all = new ArrayList<String>(28);
        int at = 0;
        while (all.size() < Field.BEFORE_CLIENT && at < line.length()) {
            int end = end(line, at);
            if (end < 0) {
                return Optional.empty();
            }
            boolean closed = line.charAt(at) == '"' || line.charAt(at) == '[';
            all.add(line.substring(closed ? at + 1 : at, end));
            at = end + (closed ? 2 : 1);
        }
        if (all.size() < Field.BEFORE_CLIENT || at >= line.length()) {
            return Optional.empty();
        }
        int quote = line.lastIndexOf('"');
        if (quote < at) {
            plain(line, at, all);
        } else {
            all.add(NONE);
            all.add(NONE);
            plain(line, Math.min(quote + 2, line.length()), all);
        }
        return Optional.of(all);
    }

    private static void plain(String line, int from, List<String> into) {
        int at = from;
        while (at <= line.length()) {
            int space = line.indexOf(' ', at);
            int end = space < 0 ? line.length() : space;
            into.add(line.substring(at, end));
            at = end + 1;
        }
    }

    /** Where the field that starts here ends; -1 where it does not. A request may have quotes in it: its end is followed by the status. */
    private static int end(String line, int from) {
        return switch (line.charAt(from)) {
            case '[' -> line.indexOf("] ", from);
            case '"' -> {
                int end = line.indexOf("\" ", from + 1);
                while (end >= 0 && !isStatus(line, end + 2)) {
                    end = line.indexOf("\" ", end + 1);
                }
                yield end;
            }
            default -> line.indexOf(' ', from);
        };
    }

    /** Three digits or a hyphen, and a space. */
    private static boolean isStatus(String line, int at) {
        int space = line.indexOf(' ', at);
        if (space == at + 1) {
            return line.charAt(at) == '-';
        }
        return space == at + 3
                && isDigit(line.charAt(at))
                && isDigit(line.charAt(at + 1))
                && isDigit(line.charAt(at + 2));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String field(List<String> fields, Field which) {
        var text = which.place < fields.size() ? fields.get(which.place) : NONE;
        return text.equals(NONE) ? "" : text;
    }

    private LogLine line(List<String> fields) {
        var time = times.server(field(fields, Field.TIME));
        var operation = field(fields, Field.OPERATION);
        if (time.isEmpty()) {
            return new LogLine.Malformed("no line of an S3 server access log: the third field is no time");
        }
        var outcome = outcome(fields);
        if (outcome.reason().isPresent()) {
            return new LogLine.Undecidable(outcome.reason().get(), operation + " " + field(fields, Field.ERROR));
        }
        if (operation.equals("REST.POST.MULTI_OBJECT_DELETE")) {
            return new LogLine.Undecidable(Reason.BATCH, operation + ", whose objects have lines of their own");
        }
        if (operation.startsWith("S3.")) {
            return new LogLine.Undecidable(Reason.SERVICE, operation);
        }
        var name = OPERATIONS.get(operation);
        if (name == null) {
            return new LogLine.Undecidable(Reason.UNKNOWN_OPERATION, operation);
        }
        return asked(fields, time.get(), name, outcome == Outcome.ALLOWED);
    }

    private static Outcome outcome(List<String> fields) {
        var error = field(fields, Field.ERROR);
        var status = field(fields, Field.STATUS);
        if (error.isEmpty() && !status.startsWith("2")) {
            return switch (status) {
                case "304", "404", "412", "416" -> Outcome.ALLOWED;
                case "403" -> Outcome.REFUSED;
                default -> Outcome.UNKNOWN;
            };
        }
        return Outcome.of(error);
    }

    private static LogLine asked(List<String> fields, Instant time, String name, boolean allowed) {
        var requester = field(fields, Field.REQUESTER);
        if (requester.startsWith("svc:")) {
            return new LogLine.Undecidable(Reason.SERVICE, requester);
        }
        if (!requester.isEmpty() && !requester.startsWith("arn:")) {
            return new LogLine.Undecidable(Reason.CANONICAL_ID, name);
        }
        var key = LoggedKey.of(field(fields, Field.KEY), field(fields, Field.URI));
        if (key.isEmpty()) {
            return new LogLine.Undecidable(Reason.AMBIGUOUS_KEY, name + " " + field(fields, Field.KEY));
        }
        var point = field(fields, Field.ACCESS_POINT);
        var bucket = field(fields, Field.BUCKET);
        if (point.isEmpty() && bucket.isEmpty()) {
            return new LogLine.Undecidable(Reason.HIDDEN, name);
        }
        var way = point.isEmpty() ? new Way.Bucket(bucket) : new Way.AccessPoint(point);
        var call = new LoggedRequest.Call(
                key.get().isEmpty() ? ofBucket(name) : name, way, key.get(), parameters(field(fields, Field.URI)));
        return new LogLine.Asked(new LoggedRequest(
                time,
                new LoggedRequest.Caller(requester.isEmpty() ? "*" : requester, ""),
                call,
                new LoggedRequest.Means(Optional.of(!field(fields, Field.TLS).isEmpty()), ""),
                allowed));
    }

    /** The log has one name for the access control lists of objects and of buckets. */
    private static String ofBucket(String name) {
        return switch (name) {
            case "GetObjectAcl" -> "GetBucketAcl";
            case "PutObjectAcl" -> "PutBucketAcl";
            default -> name;
        };
    }

    /** Of the query; a value that does not decode is kept as it came. */
    private static Map<String, String> parameters(String uri) {
        int query = uri.indexOf('?');
        if (query < 0) {
            return Map.of();
        }
        int end = uri.lastIndexOf(' ');
        var all = new HashMap<String, String>();
        for (var pair :
                uri.substring(query + 1, end < query ? uri.length() : end).split("&", -1)) {
            int equals = pair.indexOf('=');
            var value = equals < 0 ? "" : pair.substring(equals + 1).replace('+', ' ');
            all.put(
                    equals < 0 ? pair : pair.substring(0, equals),
                    Percent.decode(value).orElse(value));
        }
        return all;
    }
}
