package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.Bucket;
import io.sluice.lake.storage.ObjectKey;
import io.sluice.lake.storage.ObjectStore;
import io.sluice.lake.storage.OpenObject;
import java.util.Map;
import java.util.Optional;

/** Opens what a copy reads from: found, permitted to the caller, there, and as the conditional headers want it. */
final class CopySources {
    /** Of one copy request. */
    static final long MAX_SIZE = 5L << 30;

    private final ObjectStore store;
    private final AddressBook addresses;
    private final Permissions permissions;

    CopySources(S3.Parts parts, Permissions permissions) {
        this.store = parts.store();
        this.addresses = parts.addresses();
        this.permissions = permissions;
    }

    /**
     * A source, open.
     *
     * @param address by which the request named it
     */
    record Source(CopySource name, Address address, OpenObject open) implements AutoCloseable {
        @Override
        public void close() {
            open.close();
        }
    }

    Source open(Call call) {
        var source = CopySource.of(call.request());
        var address = addresses.find(source.place()).orElseThrow(() -> nowhere(source));
        var bucket = store.bucket(address.bucket()).orElseThrow(() -> nowhere(source));
        S3.checkOwner(call.request(), "x-amz-source-expected-bucket-owner", Optional.of(bucket));
        var action = source.versionId().isPresent() ? "s3:GetObjectVersion" : "s3:GetObject";
        call.gate().require(permissions.elsewhere(action, address, source.key(), source.versionId()));
        var open = opened(source, address, call.gate());
        try {
            check(call, source, address, open);
        } catch (AwsException e) {
            open.close();
            throw e;
        }
        if (bucket.versioning() != Bucket.Versioning.UNVERSIONED) {
            call.answer()
                    .headers()
                    .set("x-amz-copy-source-version-id", open.object().versionId());
        }
        return new Source(source, address, open);
    }

    private static AwsException nowhere(CopySource source) {
        return source.place().startsWith("arn:")
                ? new AwsException(ErrorCode.NoSuchAccessPoint)
                : new AwsException(
                        ErrorCode.NoSuchBucket, ErrorCode.NoSuchBucket.message(), Map.of("BucketName", source.place()));
    }

    private OpenObject opened(CopySource source, Address address, Gate gate) {
        if (source.key().getBytes(java.nio.charset.StandardCharsets.UTF_8).length > ObjectKey.MAX_LENGTH) {
            throw new AwsException(ErrorCode.KeyTooLongError);
        }
        var key = ObjectKey.of(source.key());
        return source.versionId()
                .map(id -> store.open(address.bucket(), key, id))
                .orElseGet(() -> store.open(address.bucket(), key))
                .orElseThrow(() -> Missing.object(gate, address, source.key(), source.versionId()));
    }

    private static void check(Call call, CopySource source, Address address, OpenObject open) {
        var object = open.object();
        if (object.deleteMarker()) {
            throw source.versionId().isPresent()
                    ? new AwsException(
                            ErrorCode.InvalidRequest,
                            "The source of a copy request may not specifically refer to a delete marker by version id.")
                    : Missing.object(call.gate(), address, source.key(), Optional.empty());
        }
        switch (Preconditions.ofCopySource(call.request().headers()).check(object.etag(), object.lastModified())) {
            case Preconditions.Outcome.Holds() -> {}
            case Preconditions.Outcome.NotModified() -> throw Reads.failed("x-amz-copy-source-If-None-Match");
            case Preconditions.Outcome.Failed(var condition) -> throw Reads.failed("x-amz-copy-source-" + condition);
        }
    }
}
