package io.sluice.lake.lambda;

/** Writes objects into buckets for functions, as far as their roles may. */
@FunctionalInterface
public interface BucketDestination {
    /**
     * Writes an object as a session of a role.
     *
     * @param json its body
     * @throws io.sluice.lake.error.AwsException where the role may not, or the bucket is not there
     */
    void write(String roleArn, String sessionName, String bucket, String key, byte[] json);
}
