package io.sluice.catalogue.replay;

import io.sluice.catalogue.replay.ServerFields.Field;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * S3 server access logs: fields between spaces, some in quotes, the time in brackets; {@code -} stands for what is not known. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">Amazon S3 server access log format</a>. For one thread.
 */
final class ServerLog implements LineParser {

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

    @Override
    public Entry parse(byte[] bytes, int from, int length, long at) {
        var fields = ServerFields.of(new String(bytes, from, length, StandardCharsets.UTF_8));
        return new Entry(at, LogKind.SERVER, fields.map(this::line).orElseGet(ServerLog::malformed));
    }

    private static LogLine malformed() {
        return new LogLine.Malformed(
                "no line of an S3 server access log: a quote or bracket does not end, or fields are" + " missing");
    }

    private LogLine line(ServerFields fields) {
        var time = times.server(fields.get(Field.TIME));
        var operation = fields.get(Field.OPERATION);
        if (time.isEmpty()) {
            return new LogLine.Malformed("no line of an S3 server access log: the third field is no time");
        }
        var outcome = outcome(fields);
        if (outcome.reason().isPresent()) {
            return new LogLine.Undecidable(outcome.reason().get(), operation + " " + fields.get(Field.ERROR));
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

    private static Outcome outcome(ServerFields fields) {
        var error = fields.get(Field.ERROR);
        var status = fields.get(Field.STATUS);
        if (error.isEmpty() && !status.startsWith("2")) {
            return switch (status) {
                case "304", "404", "412", "416" -> Outcome.ALLOWED;
                case "403" -> Outcome.REFUSED;
                default -> Outcome.UNKNOWN;
            };
        }
        return Outcome.of(error);
    }

    private static LogLine asked(ServerFields fields, Instant time, String name, boolean allowed) {
        var requester = fields.get(Field.REQUESTER);
        if (requester.startsWith("svc:")) {
            return new LogLine.Undecidable(Reason.SERVICE, requester);
        }
        if (!requester.isEmpty() && !requester.startsWith("arn:")) {
            return new LogLine.Undecidable(Reason.CANONICAL_ID, name);
        }
        var key = LoggedKey.of(fields.get(Field.KEY), fields.get(Field.URI));
        if (key.isEmpty()) {
            return new LogLine.Undecidable(Reason.AMBIGUOUS_KEY, name + " " + fields.get(Field.KEY));
        }
        var point = fields.get(Field.ACCESS_POINT);
        var bucket = fields.get(Field.BUCKET);
        if (point.isEmpty() && bucket.isEmpty()) {
            return new LogLine.Undecidable(Reason.HIDDEN, name);
        }
        var way = point.isEmpty() ? new Way.Bucket(bucket) : new Way.AccessPoint(point);
        var call = new LoggedRequest.Call(
                key.get().isEmpty() ? ofBucket(name) : name, way, key.get(), parameters(fields.get(Field.URI)));
        return new LogLine.Asked(new LoggedRequest(
                time,
                new LoggedRequest.Caller(requester.isEmpty() ? "*" : requester, ""),
                call,
                new LoggedRequest.Means(Optional.of(!fields.get(Field.TLS).isEmpty()), ""),
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
