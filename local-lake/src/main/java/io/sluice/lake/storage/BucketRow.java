package io.sluice.lake.storage;

/** A bucket and the number under which its rows lie; a bucket made again under the same name gets another. */
record BucketRow(long id, Bucket bucket) {}
