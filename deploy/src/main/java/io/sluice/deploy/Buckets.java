package io.sluice.deploy;

import java.util.List;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucket.BucketEncryptionProperty;
import software.amazon.awscdk.services.s3.CfnBucket.OwnershipControlsProperty;
import software.amazon.awscdk.services.s3.CfnBucket.OwnershipControlsRuleProperty;
import software.amazon.awscdk.services.s3.CfnBucket.PublicAccessBlockConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.ServerSideEncryptionByDefaultProperty;
import software.amazon.awscdk.services.s3.CfnBucket.ServerSideEncryptionRuleProperty;
import software.amazon.awscdk.services.s3.CfnBucket.VersioningConfigurationProperty;

/** What every bucket has here: nothing public, no ACLs, versions. */
final class Buckets {
    private Buckets() {}

    static CfnBucket.Builder secured(CatalogueStack stack, String id, String name) {
        return CfnBucket.Builder.create(stack, id)
                .bucketName(name)
                .publicAccessBlockConfiguration(PublicAccessBlockConfigurationProperty.builder()
                        .blockPublicAcls(true)
                        .ignorePublicAcls(true)
                        .blockPublicPolicy(true)
                        .restrictPublicBuckets(true)
                        .build())
                .ownershipControls(OwnershipControlsProperty.builder()
                        .rules(List.of(OwnershipControlsRuleProperty.builder()
                                .objectOwnership("BucketOwnerEnforced")
                                .build()))
                        .build())
                .versioningConfiguration(VersioningConfigurationProperty.builder()
                        .status("Enabled")
                        .build());
    }

    /** By keys of S3's own, for what holds no data of the lake. */
    static BucketEncryptionProperty encryptedByS3() {
        return encrypted(ServerSideEncryptionRuleProperty.builder()
                .serverSideEncryptionByDefault(ServerSideEncryptionByDefaultProperty.builder()
                        .sseAlgorithm("AES256")
                        .build())
                .build());
    }

    /** Under a key, asked once for many objects. */
    static BucketEncryptionProperty encryptedUnder(String keyArn) {
        return encrypted(ServerSideEncryptionRuleProperty.builder()
                .bucketKeyEnabled(true)
                .serverSideEncryptionByDefault(ServerSideEncryptionByDefaultProperty.builder()
                        .sseAlgorithm("aws:kms")
                        .kmsMasterKeyId(keyArn)
                        .build())
                .build());
    }

    private static BucketEncryptionProperty encrypted(ServerSideEncryptionRuleProperty rule) {
        return BucketEncryptionProperty.builder()
                .serverSideEncryptionConfiguration(List.of(rule))
                .build();
    }
}
