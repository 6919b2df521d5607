package io.sluice.deploy;

import io.sluice.catalogue.RenderedObjectLambdaAccessPoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.s3objectlambda.CfnAccessPoint;
import software.amazon.awscdk.services.s3objectlambda.CfnAccessPoint.ObjectLambdaConfigurationProperty;
import software.amazon.awscdk.services.s3objectlambda.CfnAccessPoint.TransformationConfigurationProperty;
import software.amazon.awscdk.services.s3objectlambda.CfnAccessPointPolicy;

/**
 * Redacted views as Object Lambda access points, for accounts that have S3 Object Lambda: AWS <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazons3-ol-change.html">closed it to new ones</a>. The function's URL gives
 * the same views to all.
 */
final class ViewsStack extends CatalogueStack {
    ViewsStack(Blueprint blueprint) {
        super(blueprint, "sluice-views", "Redacted views as S3 Object Lambda access points");
        catalogue().objectLambdaAccessPoints().forEach(this::view);
    }

    private void view(RenderedObjectLambdaAccessPoint point) {
        var id = LogicalIds.camel(point.name());
        var created = CfnAccessPoint.Builder.create(this, id)
                .name(point.name())
                .objectLambdaConfiguration(ObjectLambdaConfigurationProperty.builder()
                        .supportingAccessPoint(text(point.supportingAccessPointArn()))
                        .allowedFeatures(List.copyOf(point.allowedFeatures()))
                        .transformationConfigurations(List.of(TransformationConfigurationProperty.builder()
                                .actions(point.actions())
                                .contentTransformation(Map.of("AwsLambda", function(point)))
                                .build()))
                        .build())
                .build();
        point.policy()
                .ifPresent(policy -> CfnAccessPointPolicy.Builder.create(this, id + "Policy")
                        .objectLambdaAccessPoint(created.getRef())
                        .policyDocument(document(policy))
                        .build());
        if (point.equals(catalogue().objectLambdaAccessPoints().getFirst())) {
            output("S3ObjectLambda", "The view", created.getRef());
            output("S3ObjectLambdaArn", "What a request names in place of the bucket", text(point.arn()));
        }
    }

    /** As CloudFormation spells it: the type is one of any JSON, so the CDK leaves the names as they are. */
    private Map<String, Object> function(RenderedObjectLambdaAccessPoint point) {
        var function = new LinkedHashMap<String, Object>();
        function.put("FunctionArn", text(point.functionArn()));
        point.payload().ifPresent(payload -> function.put("FunctionPayload", text(payload)));
        return function;
    }
}
