package io.sluice.deploy;

import io.sluice.catalogue.RenderedOidcProvider;
import io.sluice.catalogue.RenderedRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
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
    /** By ARN; a role that trusts one comes after it. */
    private final SequencedMap<String, CfnOIDCProvider> signIns = new LinkedHashMap<>();

    IdentityStack(Blueprint blueprint, String name, List<RenderedRole> roles, List<RenderedOidcProvider> providers) {
        super(blueprint, name, "Who there is: roles, and the providers that people sign in with");
        this.placeholders = signIn(roles);
        providers.forEach(this::provider);
        roles.forEach(this::role);
    }

    private Placeholders signIn(List<RenderedRole> roles) {
        var applications = catalogue().directory().stream()
                .flatMap(directory -> directory.applications().stream())
                .toList();
        var isNamed = roles.stream()
                .flatMap(role -> role.policies().values().stream())
                .anyMatch(policy -> applications.stream().anyMatch(each -> policy.contains(each.arn())));
        return isNamed ? withApplication() : placeholders();
    }

    private void provider(RenderedOidcProvider provider) {
        signIns.put(
                provider.arn(),
                CfnOIDCProvider.Builder.create(this, LogicalIds.camel(provider.url()) + "Provider")
                        .url(provider.url())
                        .clientIdList(provider.clientIds())
                        .build());
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
        var created = resource.build();
        signIns.forEach((arn, provider) -> {
            if (role.trustPolicy().contains(arn)) {
                created.addResourceDependency(provider);
            }
        });
        Systems.ROLE_OUTPUTS
                .getOrDefault(role.name(), Map.of())
                .forEach((id, description) -> output(id, description, text(role.arn())));
    }
}
