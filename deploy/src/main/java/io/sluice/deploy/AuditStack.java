package io.sluice.deploy;

import io.sluice.catalogue.RenderedBucket;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudtrail.CfnTrail;
import software.amazon.awscdk.services.cloudtrail.CfnTrail.AdvancedEventSelectorProperty;
import software.amazon.awscdk.services.cloudtrail.CfnTrail.AdvancedFieldSelectorProperty;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucket.LifecycleConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.NoncurrentVersionExpirationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.RuleProperty;
import software.amazon.awscdk.services.s3.CfnBucketPolicy;

/**
 * Who asked for what: the log bucket, and a trail of every request for an object of the lake, by bucket or by access point. The bucket stays
 * when the stack is deleted. From <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html">data events</a> and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html">server access logging</a>, whose bucket
 * must be encrypted with S3's keys.
 */
final class AuditStack extends CatalogueStack {
    private static final int DAYS_OF_LOGS = 400;

    AuditStack(Blueprint blueprint) {
        super(blueprint, "sluice-audit", "Who asked for what: the log bucket, and the trail of the lake's objects");
        var bucket = bucket();
        var policy = CfnBucketPolicy.Builder.create(this, "LogsPolicy")
                .bucket(bucket.getRef())
                .policyDocument(new LogPolicy(placeholders(), catalogue(), logBucketName()).document())
                .build();
        policy.applyRemovalPolicy(RemovalPolicy.RETAIN);
        trail(bucket).addResourceDependency(policy);
        output("LogsBucket", "Where access logs and the trail lie", bucket.getRef());
    }

    private CfnBucket bucket() {
        var bucket = Buckets.secured(this, "Logs", logBucket())
                .bucketEncryption(Buckets.encryptedByS3())
                .lifecycleConfiguration(LifecycleConfigurationProperty.builder()
                        .rules(List.of(RuleProperty.builder()
                                .id("Logs")
                                .status("Enabled")
                                .expirationInDays(DAYS_OF_LOGS)
                                .noncurrentVersionExpiration(NoncurrentVersionExpirationProperty.builder()
                                        .noncurrentDays(1)
                                        .build())
                                .build()))
                        .build())
                .build();
        bucket.applyRemovalPolicy(RemovalPolicy.RETAIN);
        return bucket;
    }

    private CfnTrail trail(CfnBucket bucket) {
        return CfnTrail.Builder.create(this, "Trail")
                .trailName(LogPolicy.TRAIL)
                .isLogging(true)
                .s3BucketName(bucket.getRef())
                .enableLogFileValidation(true)
                .includeGlobalServiceEvents(true)
                .isMultiRegionTrail(true)
                .advancedEventSelectors(selectors())
                .build();
    }

    private List<AdvancedEventSelectorProperty> selectors() {
        var lake = catalogue().buckets().stream()
                .map(RenderedBucket::name)
                .map(name -> text("arn:aws:s3:::" + name + "/"))
                .toList();
        var data = equal("eventCategory", "Data");
        var points =
                text("arn:aws:s3:" + catalogue().region() + ":" + catalogue().account() + ":accesspoint/");
        var all = new ArrayList<AdvancedEventSelectorProperty>();
        all.add(selector("Management", equal("eventCategory", "Management")));
        all.add(selector("Objects", data, type("AWS::S3::Object"), startsWith(lake)));
        all.add(selector("AccessPoints", data, type("AWS::S3::AccessPoint"), startsWith(List.of(points))));
        if (choices().objectLambda()) {
            all.add(selector("Views", data, type("AWS::S3ObjectLambda::AccessPoint")));
        }
        return all;
    }

    private static AdvancedEventSelectorProperty selector(String name, AdvancedFieldSelectorProperty... fields) {
        return AdvancedEventSelectorProperty.builder()
                .name(name)
                .fieldSelectors(List.of(fields))
                .build();
    }

    private static AdvancedFieldSelectorProperty type(String type) {
        return equal("resources.type", type);
    }

    private static AdvancedFieldSelectorProperty equal(String field, String value) {
        return AdvancedFieldSelectorProperty.builder()
                .field(field)
                .equalTo(List.of(value))
                .build();
    }

    private static AdvancedFieldSelectorProperty startsWith(List<String> arns) {
        return AdvancedFieldSelectorProperty.builder()
                .field("resources.ARN")
                .startsWith(arns)
                .build();
    }
}
