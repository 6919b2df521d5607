package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsNode
class LakeStackTest {
    private static final String STACK = "sluice-lake";

    private static JsonNode resource(String id) {
        return Synthesized.resource(Choices.DEFAULT, STACK, id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"StoreEvents", "ShopfastData", "ShopfastInternal"})
    void keepsWhatABucketHolds(String id) {
        var bucket = resource(id);
        var properties = bucket.path("Properties");

        assertThat(bucket.path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(bucket.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
        assertThat(properties.at("/VersioningConfiguration/Status").asText()).isEqualTo("Enabled");
        assertThat(properties.path("PublicAccessBlockConfiguration"))
                .hasSize(4)
                .allSatisfy(setting -> assertThat(setting.asBoolean()).isTrue());
        assertThat(properties.at("/OwnershipControls/Rules/0/ObjectOwnership").asText())
                .isEqualTo("BucketOwnerEnforced");
        assertThat(properties
                        .at("/LoggingConfiguration/DestinationBucketName/Fn::Sub")
                        .asText())
                .startsWith("sluice-logs-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"StoreEvents", "ShopfastData", "ShopfastInternal"})
    void encryptsUnderItsOwnKey(String id) {
        var rule = resource(id).at("/Properties/BucketEncryption/ServerSideEncryptionConfiguration/0");

        assertThat(rule.path("BucketKeyEnabled").asBoolean()).isTrue();
        assertThat(rule.at("/ServerSideEncryptionByDefault/SSEAlgorithm").asText())
                .isEqualTo("aws:kms");
        assertThat(rule.at("/ServerSideEncryptionByDefault/KMSMasterKeyID/Fn::GetAtt/0")
                        .asText())
                .isEqualTo("LakeKey");
    }

    @Test
    void endsOldVersionsAndUnfinishedUploads() {
        var rules = resource("StoreEvents").at("/Properties/LifecycleConfiguration/Rules");

        assertThat(rules.at("/0/NoncurrentVersionExpiration/NoncurrentDays").asInt())
                .isEqualTo(90);
        assertThat(rules.at("/1/AbortIncompleteMultipartUpload/DaysAfterInitiation")
                        .asInt())
                .isEqualTo(7);
        assertThat(rules).noneMatch(rule -> rule.has("ExpirationInDays"));
    }

    @Test
    void letsItsKeyBeUsedThroughS3ForItsBucketsOnly() {
        var key = resource("LakeKey");
        var use = key.at("/Properties/KeyPolicy/Statement/1");

        assertThat(key.at("/Properties/EnableKeyRotation").asBoolean()).isTrue();
        assertThat(key.path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(use.path("Action"))
                .extracting(JsonNode::asText)
                .containsExactly("kms:Decrypt", "kms:GenerateDataKey");
        assertThat(use.at("/Condition/StringEquals/kms:CallerAccount/Ref").asText())
                .isEqualTo("AWS::AccountId");
        assertThat(use.at("/Condition/StringEquals/kms:ViaService/Fn::Sub").asText())
                .isEqualTo("s3.${AWS::Region}.amazonaws.com");
        assertThat(use.at("/Condition/StringLike/kms:EncryptionContext:aws:s3:arn"))
                .hasSize(6);
    }

    @Test
    void startsTheFunctionsOfTheCatalogue() {
        var events = resource("StoreEvents").at("/Properties/NotificationConfiguration/LambdaConfigurations");

        assertThat(events).hasSize(1);
        assertThat(events.at("/0/Function/Fn::Sub").asText()).endsWith(":function:inventory-consumer");
        assertThat(events.at("/0/Filter/S3Key/Rules/0/Value").asText()).isEqualTo("inventory_event/dt=");
        assertThat(resource("ShopfastData").path("Properties").has("NotificationConfiguration"))
                .isFalse();
    }

    @Test
    void keepsTheOutputsOfTheSystemsBeforeIt() {
        assertThat(Synthesized.template(Choices.DEFAULT, STACK).path("Outputs").fieldNames())
                .toIterable()
                .containsAll(List.of(
                        "StoreEventsBucket", "dataSourceBucketUrl", "ShopfastDataBucket", "ShopfastInternalBucket"));
    }
}
