package io.sluice.deploy;

import io.sluice.catalogue.RenderedCatalogue;
import java.util.List;
import software.amazon.awscdk.services.s3.CfnBucket.LoggingConfigurationProperty;
import software.amazon.awscdk.services.s3.CfnBucketPolicy;

/** A bucket for what is deployed. No role of the catalogue may read it: Lambda reads a zip in the name of who deploys it. */
final class CodeStack extends CatalogueStack {
    CodeStack(Blueprint blueprint) {
        super(blueprint, "sluice-code", "A bucket for the code that other stacks are told to run");
        var name = bucket(catalogue());
        var bucket = Buckets.secured(this, "Code", text(name))
                .bucketEncryption(Buckets.encryptedByS3())
                .loggingConfiguration(LoggingConfigurationProperty.builder()
                        .destinationBucketName(logBucket())
                        .logFilePrefix("s3/code/")
                        .build())
                .build();
        CfnBucketPolicy.Builder.create(this, "CodePolicy")
                .bucket(bucket.getRef())
                .policyDocument(Policies.document(List.of(Policies.onlyTls(
                        "s3:*", List.of(text("arn:aws:s3:::" + name), text("arn:aws:s3:::" + name + "/*"))))))
                .build();
        output("CodeBucket", "Where code is put", bucket.getRef());
    }

    /** Its name, as the catalogue would have it. */
    static String bucket(RenderedCatalogue catalogue) {
        return "sluice-code-" + catalogue.account() + "-" + catalogue.region();
    }
}
