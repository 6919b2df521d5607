package io.sluice.deploy;

import io.sluice.catalogue.RenderedBucket;
import io.sluice.catalogue.RenderedCatalogue;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;

/**
 * Whoever S3 lets at the lake's objects has the use of their key, through S3 and for these buckets only; so S3's policies alone decide, and
 * nobody holds the key itself. As with AWS's own key for S3, but with an administrator and a life of its own. From <a
 * href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html">condition keys of KMS</a> and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html">bucket keys</a>, with which the encryption context is the
 * bucket and not the object.
 */
final class KeyPolicy {
    private KeyPolicy() {}

    static Map<String, Object> of(Placeholders placeholders, RenderedCatalogue catalogue) {
        var root = placeholders.text("arn:aws:iam::" + catalogue.account() + ":root");
        var administer = Policies.allow("Administer", Map.of("AWS", root), List.of("kms:*"), "*");
        var use =
                Policies.allow("UseThroughS3", Map.of("AWS", "*"), List.of("kms:Decrypt", "kms:GenerateDataKey"), "*");
        var here = Policies.when(
                use,
                "StringEquals",
                "kms:CallerAccount",
                Aws.ACCOUNT_ID,
                "kms:ViaService",
                placeholders.text("s3." + catalogue.region() + ".amazonaws.com"));
        var lake = Policies.when(
                here,
                "StringLike",
                "kms:EncryptionContext:aws:s3:arn",
                catalogue.buckets().stream()
                        .map(RenderedBucket::name)
                        .flatMap(name -> Stream.of("arn:aws:s3:::" + name, "arn:aws:s3:::" + name + "/*"))
                        .map(placeholders::text)
                        .toList());
        return Policies.document(List.of(administer, lake));
    }
}
