package io.sluice.deploy;

import io.sluice.catalogue.RenderedBucket;
import io.sluice.catalogue.RenderedFunction.Trigger;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.CfnAlias;
import software.amazon.awscdk.services.kms.CfnKey;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucket.AbortIncompleteMultipartUploadProperty;
import software.amazon.awscdk.services.s3.CfnBucket.FilterRuleProperty;
import software.amazon.awscdk.services.s3.CfnBucket.LambdaConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.LifecycleConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.LoggingConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.NoncurrentVersionExpirationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.NotificationConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.NotificationFilterProperty;
import software.amazon.awscdk.services.s3.CfnBucket.RuleProperty;
import software.amazon.awscdk.services.s3.CfnBucket.S3KeyFilterProperty;

/**
 * The buckets and the key that they are encrypted under. Both stay when the stack is deleted: data goes only where somebody deletes it.
 * Buckets start functions, so functions come first, with the permission that S3 asks for as it takes the configuration. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html">event
 * notifications</a>.
 */
final class LakeStack extends CatalogueStack {
    private static final int DAYS_OF_OLD_VERSIONS = 90;
    private static final int DAYS_OF_UNFINISHED_UPLOADS = 7;

    private final CfnKey key;

    LakeStack(Blueprint blueprint) {
        super(blueprint, "sluice-lake", "The lake: buckets, and the key that they are encrypted under");
        this.key = key();
        catalogue().buckets().forEach(this::bucket);
    }

    private CfnKey key() {
        var all = CfnKey.Builder.create(this, "LakeKey")
                .description("Encrypts the lake")
                .enableKeyRotation(true)
                .keyPolicy(KeyPolicy.of(placeholders(), catalogue()))
                .build();
        all.applyRemovalPolicy(RemovalPolicy.RETAIN);
        CfnAlias.Builder.create(this, "LakeKeyAlias")
                .aliasName("alias/sluice-lake")
                .targetKeyId(all.getAttrKeyId())
                .build();
        return all;
    }

    private void bucket(RenderedBucket bucket) {
        blocked(bucket.publicAccessBlock());
        var resource = Buckets.secured(this, bucketId(bucket.name()), text(bucket.name()))
                .bucketEncryption(Buckets.encryptedUnder(key.getAttrArn()))
                .lifecycleConfiguration(lifecycle())
                .loggingConfiguration(LoggingConfigurationProperty.builder()
                        .destinationBucketName(logBucket())
                        .logFilePrefix(text("s3/" + bucket.name() + "/"))
                        .build());
        var events = events(bucket);
        if (!events.isEmpty()) {
            resource.notificationConfiguration(NotificationConfigurationProperty.builder()
                    .lambdaConfigurations(events)
                    .build());
        }
        var created = resource.build();
        created.applyRemovalPolicy(RemovalPolicy.RETAIN);
        outputs(bucket, created);
    }

    private void outputs(RenderedBucket bucket, CfnBucket created) {
        output(bucketId(bucket.name()) + "Bucket", "The bucket", created.getRef());
        if (bucket.equals(catalogue().bucket())) {
            output(
                    "dataSourceBucketUrl",
                    "The lake in AWS's console",
                    "https://console.aws.amazon.com/s3/buckets/" + created.getRef());
        }
    }

    private static LifecycleConfigurationProperty lifecycle() {
        return LifecycleConfigurationProperty.builder()
                .rules(List.of(
                        RuleProperty.builder()
                                .id("OldVersions")
                                .status("Enabled")
                                .noncurrentVersionExpiration(NoncurrentVersionExpirationProperty.builder()
                                        .noncurrentDays(DAYS_OF_OLD_VERSIONS)
                                        .build())
                                .expiredObjectDeleteMarker(true)
                                .build(),
                        RuleProperty.builder()
                                .id("UnfinishedUploads")
                                .status("Enabled")
                                .abortIncompleteMultipartUpload(AbortIncompleteMultipartUploadProperty.builder()
                                        .daysAfterInitiation(DAYS_OF_UNFINISHED_UPLOADS)
                                        .build())
                                .build()))
                .build();
    }

    private List<LambdaConfigurationProperty> events(RenderedBucket bucket) {
        var all = new ArrayList<LambdaConfigurationProperty>();
        for (var function : catalogue().functions()) {
            function.triggers().stream()
                    .filter(trigger -> trigger.bucket().equals(bucket.name()))
                    .forEach(trigger -> trigger.events()
                            .forEach(event -> all.add(LambdaConfigurationProperty.builder()
                                    .event(event)
                                    .function(FunctionsStack.startedByEvents(function, choices(), placeholders()))
                                    .filter(filter(trigger))
                                    .build())));
        }
        return all;
    }

    private static NotificationFilterProperty filter(Trigger trigger) {
        var rules = new ArrayList<FilterRuleProperty>();
        if (!trigger.prefix().isEmpty()) {
            rules.add(rule("prefix", trigger.prefix()));
        }
        if (!trigger.suffix().isEmpty()) {
            rules.add(rule("suffix", trigger.suffix()));
        }
        return NotificationFilterProperty.builder()
                .s3Key(S3KeyFilterProperty.builder().rules(rules).build())
                .build();
    }

    private static FilterRuleProperty rule(String name, String value) {
        return FilterRuleProperty.builder().name(name).value(value).build();
    }
}
