package io.sluice.lake.accesspoint;

import io.sluice.lake.storage.Bucket;
import io.sluice.lake.storage.ObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;

/** A store in a folder with the bucket {@code lake} of account 111122223333, and what this package keeps in it. */
public final class Rules implements AutoCloseable {
    public static final String ACCOUNT = "111122223333";
    public static final String REGION = "us-east-1";
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T21:28:51Z"), ZoneOffset.UTC);

    public final ObjectStore store;
    public final BucketRules rules;
    public final AccessPoints points;
    public final Addresses addresses;

    private Rules(ObjectStore store) {
        this.store = store;
        rules = new BucketRules(store.settings());
        points = new AccessPoints(store.settings(), REGION, owner(), rules, CLOCK);
        addresses = new Addresses(points, owner());
    }

    public static Rules open(Path folder) {
        ObjectStore store = ObjectStore.open(folder, CLOCK);
        if (store.bucket("lake").isEmpty()) {
            store.createBucket(new Bucket("lake", REGION, ACCOUNT, CLOCK.instant(), Bucket.Versioning.UNVERSIONED));
        }
        return new Rules(store);
    }

    public Function<String, Optional<String>> owner() {
        return name -> store.bucket(name).map(Bucket::account);
    }

    public Bucket lake() {
        return store.bucket("lake").orElseThrow();
    }

    @Override
    public void close() {
        store.close();
    }
}
