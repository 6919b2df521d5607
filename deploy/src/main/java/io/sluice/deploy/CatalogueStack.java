package io.sluice.deploy;

import io.sluice.catalogue.PublicAccessBlock;
import io.sluice.catalogue.RenderedCatalogue;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

/** A stack that carries documents of a catalogue to any account and Region, and needs no bootstrap. */
abstract class CatalogueStack extends Stack {
    private static final String APPLICATION = "IdentityCenterApplicationId";

    private final Blueprint blueprint;

    CatalogueStack(Blueprint blueprint, String name, String description) {
        super(
                blueprint.app(),
                name,
                StackProps.builder()
                        .description(description)
                        .analyticsReporting(false)
                        .synthesizer(BootstraplessSynthesizer.Builder.create().build())
                        .build());
        this.blueprint = blueprint;
    }

    final RenderedCatalogue catalogue() {
        return blueprint.catalogue();
    }

    final Choices choices() {
        return blueprint.choices();
    }

    final Placeholders placeholders() {
        return blueprint.placeholders();
    }

    /**
     * What stands in for the id of the Identity Center application, which is AWS's to give: a parameter, where the catalogue has an
     * application.
     */
    final Placeholders withApplication() {
        return catalogue()
                .directory()
                .flatMap(directory -> directory.applications().stream().findFirst())
                .map(application -> {
                    var id = application.arn().substring(application.arn().lastIndexOf('/') + 1);
                    parameter(
                            APPLICATION, "The last part of the ARN that the stack sluice-sign-in prints, apl-...", id);
                    return placeholders().with(id, APPLICATION);
                })
                .orElseGet(this::placeholders);
    }

    final String text(String text) {
        return placeholders().text(text);
    }

    final Object document(String json) {
        return placeholders().document(json);
    }

    /** {@code StoreEvents} for {@code store-events-111122223333-us-east-1}. */
    final String bucketId(String bucket) {
        return LogicalIds.camel(bucket.replace("-" + catalogue().account(), "")
                .replace("-" + catalogue().region(), ""));
    }

    /** Where access logs go. */
    final String logBucket() {
        return text(logBucketName());
    }

    /** The same, as the catalogue would name it. */
    final String logBucketName() {
        return "sluice-logs-" + catalogue().account() + "-" + catalogue().region();
    }

    final void output(String id, String description, String value) {
        CfnOutput.Builder.create(this, id).description(description).value(value).build();
    }

    final CfnParameter parameter(String id, String description) {
        return CfnParameter.Builder.create(this, id)
                .type("String")
                .description(description)
                .build();
    }

    final CfnParameter parameter(String id, String description, String fallback) {
        return CfnParameter.Builder.create(this, id)
                .type("String")
                .description(description)
                .defaultValue(fallback)
                .build();
    }

    /** A value that another stack has put into Systems Manager, so that neither stack locks the other. */
    final CfnParameter network(String id, String type, String name) {
        return CfnParameter.Builder.create(this, id)
                .type("AWS::SSM::Parameter::Value<" + type + ">")
                .description("Where the network's stack says it, or another")
                .defaultValue(name)
                .build();
    }

    /** Everything blocked is the only setting that a catalogue renders. */
    static PublicAccessBlock blocked(PublicAccessBlock block) {
        if (!block.equals(PublicAccessBlock.ALL)) {
            throw new IllegalArgumentException(
                    "public access is blocked by all four settings, or not deployed: " + block);
        }
        return block;
    }
}
