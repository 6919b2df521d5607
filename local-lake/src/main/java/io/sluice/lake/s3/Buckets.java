package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.Bucket;
import io.sluice.lake.storage.ObjectStore;
import io.sluice.lake.storage.RawBytes;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Buckets themselves: making, listing, removing them, where they are and whether they keep versions. */
final class Buckets {
    private static final int MAX_BUCKETS = 10_000;
    private static final String FIRST_REGION = "us-east-1";

    private final ObjectStore store;
    private final AddressBook addresses;
    private final BucketNotifications notifications;
    private final Permissions permissions;
    private final String region;
    private final Clock clock;

    Buckets(S3.Parts parts, Permissions permissions) {
        this.store = parts.store();
        this.addresses = parts.addresses();
        this.notifications = parts.notifications();
        this.permissions = permissions;
        this.region = parts.region();
        this.clock = parts.clock();
    }

    /** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html">ListBuckets</a>: the caller's account's own. */
    void list(Call call) throws IOException {
        var query = call.request().query();
        int max = query.count("max-buckets", MAX_BUCKETS);
        if (max == 0) {
            throw Query.argument("max-buckets", "0", "Argument max-buckets must be an integer between 1 and 10000");
        }
        var prefix = query.get("prefix").orElse("");
        var after = query.nonEmpty("continuation-token")
                .map(token -> PageToken.raw(token).text())
                .orElse("");
        var found = store.buckets().stream()
                .filter(bucket -> bucket.account().equals(call.caller().account()))
                .filter(bucket ->
                        bucket.name().startsWith(prefix) && bucket.name().compareTo(after) > 0)
                .filter(bucket -> query.nonEmpty("bucket-region")
                        .filter(r -> !r.equals(bucket.region()))
                        .isEmpty())
                .limit(max + 1L)
                .toList();
        call.answer().xml(listing(call, found, max));
    }

    private static XmlOut listing(Call call, List<Bucket> found, int max) {
        var query = call.request().query();
        var page = found.subList(0, Math.min(max, found.size()));
        var out = XmlOut.document("ListAllMyBucketsResult");
        Ownership.owner(out, call.caller().account());
        out.open("Buckets");
        for (var bucket : page) {
            out.open("Bucket")
                    .text("Name", bucket.name())
                    .text("CreationDate", HeaderText.isoDate(bucket.created()))
                    .text("BucketRegion", bucket.region())
                    .close();
        }
        out.close();
        query.nonEmpty("prefix").ifPresent(prefix -> out.text("Prefix", prefix));
        if (found.size() > max) {
            out.text(
                    "ContinuationToken", PageToken.of(RawBytes.of(page.getLast().name())));
        }
        return out;
    }

    /** <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html">CreateBucket</a>. */
    void create(Call call) throws IOException {
        var name = call.request().address().orElseThrow().bucket();
        var constraint = locationConstraint(call.body());
        Map<String, List<String>> condition = constraint
                .map(where -> Map.of("s3:locationconstraint", List.of(where)))
                .orElse(Map.of());
        call.gate().require(permissions.permission("s3:CreateBucket", call.request(), condition));
        BucketName.check(name);
        if (!constraint.orElse(FIRST_REGION).equals(region)) {
            throw new AwsException(
                    ErrorCode.IllegalLocationConstraintException,
                    "The " + constraint.orElse("unspecified")
                            + " location constraint is incompatible for the region specific endpoint this request was sent to.");
        }
        if (!isAgain(name, call.caller())) {
            store.createBucket(
                    new Bucket(name, region, call.caller().account(), clock.instant(), Bucket.Versioning.UNVERSIONED));
        }
        call.answer().headers().set("Location", "/" + name);
        call.answer().empty(200);
    }

    /** In us-east-1, and only there, making one's own bucket again is fine. */
    private boolean isAgain(String name, Caller caller) {
        return region.equals(FIRST_REGION)
                && store.bucket(name)
                        .filter(bucket -> bucket.account().equals(caller.account()))
                        .isPresent();
    }

    private static Optional<String> locationConstraint(RequestBody body) throws IOException {
        var bytes = body.stream().readNBytes(XmlIn.SMALL + 1);
        if (bytes.length == 0) {
            return Optional.empty();
        }
        if (bytes.length > XmlIn.SMALL) {
            throw XmlIn.malformed();
        }
        var root = XmlIn.parse(bytes);
        if (!root.name().equals("CreateBucketConfiguration")) {
            throw XmlIn.malformed();
        }
        for (var child : root.children()) {
            if (!child.name().equals("LocationConstraint")) {
                throw new AwsException(ErrorCode.NotImplemented);
            }
        }
        return root.first("LocationConstraint").filter(text -> !text.isEmpty());
    }

    void delete(Call call) throws IOException {
        String name = call.bucket().name();
        addresses.removing(name, () -> store.deleteBucket(name));
        notifications.remove(name);
        call.answer().empty(204);
    }

    void head(Call call) throws IOException {
        call.answer().headers().set("x-amz-bucket-region", call.bucket().region());
        call.answer().headers().set("Content-Type", "application/xml");
        call.answer().empty(200);
    }

    /** The oldest Region is told by an empty element. */
    void location(Call call) throws IOException {
        var out = XmlOut.document("LocationConstraint");
        if (!call.bucket().region().equals(FIRST_REGION)) {
            out.value(call.bucket().region());
        }
        call.answer().xml(out);
    }

    void versioning(Call call) throws IOException {
        var out = XmlOut.document("VersioningConfiguration");
        switch (call.bucket().versioning()) {
            case UNVERSIONED -> {}
            case ENABLED -> out.text("Status", "Enabled");
            case SUSPENDED -> out.text("Status", "Suspended");
        }
        call.answer().xml(out);
    }

    void putVersioning(Call call) throws IOException {
        var document = XmlIn.read(call.body().stream(), XmlIn.SMALL, "VersioningConfiguration");
        if (document.first("MfaDelete")
                .filter(value -> !value.equals("Disabled"))
                .isPresent()) {
            throw new AwsException(ErrorCode.NotImplemented);
        }
        var versioning =
                switch (document.first("Status").orElse("")) {
                    case "Enabled" -> Bucket.Versioning.ENABLED;
                    case "Suspended" -> Bucket.Versioning.SUSPENDED;
                    case "" -> throw new AwsException(ErrorCode.IllegalVersioningConfigurationException);
                    default -> throw XmlIn.malformed();
                };
        store.setVersioning(call.bucket().name(), versioning);
        call.answer().empty(200);
    }
}
