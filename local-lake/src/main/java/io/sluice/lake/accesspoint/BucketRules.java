package io.sluice.lake.accesspoint;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.s3.BucketPolicies;
import io.sluice.lake.s3.Caller;
import io.sluice.lake.s3.PublicAccessBlock;
import io.sluice.lake.storage.Bucket;
import io.sluice.lake.storage.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bucket policies, and the public access blocks of buckets and accounts: kept durably, answered from memory. A bucket that nobody said
 * otherwise of has all four settings on, as <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html">new buckets</a> have; an account
 * has none.
 */
public final class BucketRules implements BucketPolicies {
    private static final String POLICY = "bucket-policy";
    private static final String BUCKET_BLOCK = "bucket-public-access-block";
    private static final String ACCOUNT_BLOCK = "account-public-access-block";

    private final Settings settings;
    private final Map<String, GuardPolicy> policies = new ConcurrentHashMap<>();
    private final Map<String, Optional<PublicAccessBlock>> bucketBlocks = new ConcurrentHashMap<>();
    private final Map<String, PublicAccessBlock> accountBlocks = new ConcurrentHashMap<>();

    public BucketRules(Settings settings) {
        this.settings = settings;
        settings.list(POLICY).forEach((bucket, text) -> policies.put(bucket, compile(bucket, utf8(text))));
        settings.list(BUCKET_BLOCK).forEach((bucket, block) -> bucketBlocks.put(bucket, Records.block(block)));
        settings.list(ACCOUNT_BLOCK)
                .forEach((account, block) ->
                        accountBlocks.put(account, Records.block(block).orElseThrow()));
    }

    /** The policy as decisions use it. */
    public Optional<GuardPolicy> guard(String bucket) {
        return Optional.ofNullable(policies.get(bucket));
    }

    @Override
    public Optional<String> policy(String bucket) {
        return guard(bucket).map(GuardPolicy::text);
    }

    @Override
    public boolean isPublic(String bucket) {
        return guard(bucket).filter(GuardPolicy::isPublic).isPresent();
    }

    @Override
    public synchronized void putPolicy(Bucket bucket, String document, Caller caller) {
        String name = bucket.name();
        GuardPolicy policy = compile(name, document);
        if (policy.isPublic() && effectiveBlock(name, bucket.account()).blockPublicPolicy()) {
            throw publicPolicy(caller.arn(), "s3:PutBucketPolicy", "arn:aws:s3:::" + name);
        }
        settings.put(POLICY, name, document.getBytes(StandardCharsets.UTF_8));
        policies.put(name, policy);
    }

    @Override
    public synchronized void deletePolicy(String bucket) {
        settings.delete(POLICY, bucket);
        policies.remove(bucket);
    }

    @Override
    public Optional<PublicAccessBlock> accessBlock(String bucket) {
        return bucketBlocks.getOrDefault(bucket, Optional.of(PublicAccessBlock.ALL));
    }

    @Override
    public synchronized void putAccessBlock(String bucket, PublicAccessBlock block) {
        settings.put(BUCKET_BLOCK, bucket, Records.of(Optional.of(block)));
        bucketBlocks.put(bucket, Optional.of(block));
    }

    @Override
    public synchronized void deleteAccessBlock(String bucket) {
        settings.put(BUCKET_BLOCK, bucket, Records.of(Optional.empty()));
        bucketBlocks.put(bucket, Optional.empty());
    }

    public Optional<PublicAccessBlock> accountBlock(String account) {
        return Optional.ofNullable(accountBlocks.get(account));
    }

    public synchronized void putAccountBlock(String account, PublicAccessBlock block) {
        settings.put(ACCOUNT_BLOCK, account, Records.of(Optional.of(block)));
        accountBlocks.put(account, block);
    }

    public synchronized void deleteAccountBlock(String account) {
        settings.delete(ACCOUNT_BLOCK, account);
        accountBlocks.remove(account);
    }

    /** What holds for a bucket: its own settings and those of its owner's account together. */
    public PublicAccessBlock effectiveBlock(String bucket, String account) {
        return accessBlock(bucket)
                .orElse(PublicAccessBlock.NONE)
                .and(accountBlock(account).orElse(PublicAccessBlock.NONE));
    }

    /** Forgets everything about a bucket that is no more: the next one of its name starts anew. */
    public synchronized void forget(String bucket) {
        deletePolicy(bucket);
        settings.delete(BUCKET_BLOCK, bucket);
        bucketBlocks.remove(bucket);
    }

    private static GuardPolicy compile(String bucket, String text) {
        return GuardPolicies.compile("arn:aws:s3:::" + bucket, text);
    }

    /** What BlockPublicPolicy says to who puts a public policy. */
    public static AwsException publicPolicy(String caller, String action, String resource) {
        return new AwsException(
                ErrorCode.AccessDenied,
                "User: " + caller + " is not authorized to perform: " + action + " on resource: \"" + resource
                        + "\" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.");
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
