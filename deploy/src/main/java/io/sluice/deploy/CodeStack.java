package io.sluice.deploy;

import io.sluice.catalogue.RenderedRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucket.BucketEncryptionProperty;
import software.amazon.awscdk.services.s3.CfnBucket.LoggingConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucket.ServerSideEncryptionByDefaultProperty;
import software.amazon.awscdk.services.s3.CfnBucket.ServerSideEncryptionRuleProperty;
import software.amazon.awscdk.services.s3.CfnBucket.VersioningConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucketPolicy;

/** A bucket for what is deployed: the functions' zips, and the sales consumer's, which its machine fetches by itself. No data lies here. */
final class CodeStack extends CatalogueStack {
    static final String SALES_PREFIX = "sales-consumer/";

    CodeStack(Blueprint blueprint, Optional<RenderedRole> sales) {
        super(blueprint, "sluice-code", "A bucket for the code that other stacks are told to run");
        var name = "sluice-code-" + catalogue().account() + "-" + catalogue().region();
        var bucket = CfnBucket.Builder.create(this, "Code")
                .bucketName(text(name))
                .publicAccessBlockConfiguration(Blocks.bucket())
                .versioningConfiguration(VersioningConfigurationProperty.builder()
                        .status("Enabled")
                        .build())
                .bucketEncryption(BucketEncryptionProperty.builder()
                        .serverSideEncryptionConfiguration(List.of(ServerSideEncryptionRuleProperty.builder()
                                .serverSideEncryptionByDefault(ServerSideEncryptionByDefaultProperty.builder()
                                        .sseAlgorithm("AES256")
                                        .build())
                                .build()))
                        .build())
                .loggingConfiguration(LoggingConfigurationProperty.builder()
                        .destinationBucketName(logBucket())
                        .logFilePrefix("s3/code/")
                        .build())
                .build();
        CfnBucketPolicy.Builder.create(this, "CodePolicy")
                .bucket(bucket.getRef())
                .policyDocument(policy("arn:aws:s3:::" + name, sales))
                .build();
        output("CodeBucket", "Where code is put", bucket.getRef());
    }

    private Map<String, Object> policy(String bucket, Optional<RenderedRole> sales) {
        var statements = new ArrayList<Map<String, Object>>();
        statements.add(Policies.onlyTls("s3:*", List.of(text(bucket), text(bucket + "/*"))));
        sales.ifPresent(role -> statements.add(Policies.allow(
                "SalesConsumerFetchesItsCode",
                Map.of("AWS", text(role.arn())),
                List.of("s3:GetObject"),
                text(bucket + "/" + SALES_PREFIX + "*"))));
        return Policies.document(statements);
    }
}
