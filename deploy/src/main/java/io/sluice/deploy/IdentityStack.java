package io.sluice.deploy;

import io.sluice.catalogue.RenderedOidcProvider;
import io.sluice.catalogue.RenderedRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.CfnOIDCProvider;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.iam.CfnRole.PolicyProperty;

/**
 * The roles of applications, functions, departments and the grants' location, and the providers that people sign in with. They come before
 * everything else: a policy that names a role which is not there is refused. From <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">principals</a>.
 */
final class IdentityStack extends CatalogueStack {
    private static final String SESSION_MANAGER = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore";

    private final Placeholders placeholders;

    IdentityStack(Blueprint blueprint, String name, List<RenderedRole> roles, List<RenderedOidcProvider> providers) {
        super(blueprint, name, "Who there is: roles, and the providers that people sign in with");
        this.placeholders = signIn(roles);
        providers.forEach(this::provider);
        roles.forEach(this::role);
    }

    /** The id of the Identity Center application is AWS's to give; what a catalogue has in its place is only a stand-in. */
    private Placeholders signIn(List<RenderedRole> roles) {
        return catalogue()
                .directory()
                .flatMap(directory -> directory.applications().stream().findFirst())
                .filter(application -> roles.stream()
                        .flatMap(role -> role.policies().values().stream())
                        .anyMatch(policy -> policy.contains(application.arn())))
                .map(application -> {
                    var id = application.arn().substring(application.arn().lastIndexOf('/') + 1);
                    parameter(
                            "IdentityCenterApplicationId",
                            "The last part of the ARN that the stack sluice-sign-in prints, apl-...",
                            id);
                    return placeholders().with(id, "IdentityCenterApplicationId");
                })
                .orElseGet(this::placeholders);
    }

    private void provider(RenderedOidcProvider provider) {
        CfnOIDCProvider.Builder.create(this, LogicalIds.camel(provider.url()) + "Provider")
                .url(provider.url())
                .clientIdList(provider.clientIds())
                .build();
    }

    private void role(RenderedRole role) {
        var policies = new ArrayList<PolicyProperty>();
        role.policies()
                .forEach((name, policy) -> policies.add(PolicyProperty.builder()
                        .policyName(name)
                        .policyDocument(placeholders.document(policy))
                        .build()));
        var resource = CfnRole.Builder.create(this, LogicalIds.camel(role.name()))
                .roleName(role.name())
                .assumeRolePolicyDocument(placeholders.document(role.trustPolicy()))
                .policies(policies)
                .maxSessionDuration(role.maxSessionDuration().toSeconds());
        if (role.name().equals(Systems.SALES_ROLE)) {
            resource.managedPolicyArns(List.of(SESSION_MANAGER));
        }
        resource.build();
        Systems.ROLE_OUTPUTS
                .getOrDefault(role.name(), Map.of())
                .forEach((id, description) -> output(id, description, text(role.arn())));
    }
}
