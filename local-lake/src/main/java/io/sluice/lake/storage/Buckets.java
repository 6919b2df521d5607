package io.sluice.lake.storage;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.Bucket.Versioning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of the buckets. */
final class Buckets {
    private Buckets() {}

    static Optional<BucketRow> find(Database database, String name) {
        return database.get(Keys.bucket(name)).map(value -> Records.decodeBucket(name, value));
    }

    static BucketRow require(Database database, String name) {
        return find(database, name).orElseThrow(() -> noSuchBucket(name));
    }

    static BucketRow require(Transaction transaction, String name) {
        return transaction
                .get(Keys.bucket(name))
                .map(value -> Records.decodeBucket(name, value))
                .orElseThrow(() -> noSuchBucket(name));
    }

    private static AwsException noSuchBucket(String name) {
        return refused(ErrorCode.NoSuchBucket, name);
    }

    private static AwsException refused(ErrorCode code, String bucket) {
        return new AwsException(code, code.message(), Map.of("BucketName", bucket));
    }

    static List<Bucket> list(View view) {
        var buckets = new ArrayList<Bucket>();
        try (var rows = view.scan(Keys.BUCKETS)) {
            for (rows.first(); rows.valid(); rows.next()) {
                var name = new String(rows.key(), 1, rows.key().length - 1, StandardCharsets.UTF_8);
                buckets.add(Records.decodeBucket(name, rows.value()).bucket());
            }
        }
        return buckets;
    }

    static Bucket create(Transaction transaction, Bucket bucket) {
        byte[] row = Keys.bucket(bucket.name());
        transaction
                .get(row)
                .map(value -> Records.decodeBucket(bucket.name(), value))
                .ifPresent(there -> {
                    boolean own = there.bucket().account().equals(bucket.account());
                    throw refused(
                            own ? ErrorCode.BucketAlreadyOwnedByYou : ErrorCode.BucketAlreadyExists, bucket.name());
                });
        transaction.put(row, Records.encode(new BucketRow(transaction.nextSequence(), bucket)));
        return bucket;
    }

    static Bucket setVersioning(Transaction transaction, String name, Versioning versioning) {
        var row = require(transaction, name);
        var old = row.bucket();
        if (versioning == Versioning.UNVERSIONED && old.versioning() != Versioning.UNVERSIONED) {
            throw refused(ErrorCode.IllegalVersioningConfigurationException, name);
        }
        var changed = new Bucket(name, old.region(), old.account(), old.created(), versioning);
        transaction.put(Keys.bucket(name), Records.encode(new BucketRow(row.id(), changed)));
        return changed;
    }

    static Bucket delete(Transaction transaction, String name) {
        var row = require(transaction, name);
        boolean empty = transaction.isEmpty(Keys.currents(row.id()))
                && transaction.isEmpty(Keys.versions(row.id()))
                && transaction.isEmpty(Keys.uploads(row.id()));
        if (!empty) {
            throw refused(ErrorCode.BucketNotEmpty, name);
        }
        transaction.delete(Keys.bucket(name));
        return row.bucket();
    }
}
