package io.sluice.deploy;

import io.sluice.catalogue.RenderedDirectory;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.services.sso.CfnApplication;
import software.amazon.awscdk.services.sso.CfnApplicationAssignment;

/**
 * The Identity Center application that exchanges people's tokens, and the groups that it is for. What CloudFormation has no type for (the
 * trusted token issuer, the grant, the authentication method, the access scope) is set by {@code deploy/bootstrap}. From <a
 * href="https://docs.aws.amazon.com/singlesignon/latest/userguide/customermanagedapps-trusted-identity-propagation-set-up-your-own-app-OAuth2.html">OAuth
 * 2.0 applications of one's own</a>.
 */
final class SignInStack extends CatalogueStack {
    SignInStack(Blueprint blueprint, RenderedDirectory directory) {
        super(blueprint, "sluice-sign-in", "How people's tokens become an identity: the Identity Center application");
        directory.applications().forEach(application -> application(directory, application));
    }

    private void application(RenderedDirectory directory, RenderedDirectory.Application application) {
        var created = CfnApplication.Builder.create(this, LogicalIds.camel(application.name()))
                .name(application.name())
                .description("Exchanges people's tokens for credentials of S3 Access Grants")
                .instanceArn(directory.identityCenterInstanceArn())
                .applicationProviderArn("arn:aws:sso::aws:applicationProvider/custom")
                .status("ENABLED")
                .build();
        for (var group : directory.groups()) {
            var id = LogicalIds.camel(group.displayName());
            var parameter = parameter(
                    id + "GroupId",
                    "The id of the group " + group.displayName() + " in the identity store",
                    group.id());
            CfnApplicationAssignment.Builder.create(this, id + "Assignment")
                    .applicationArn(created.getAttrApplicationArn())
                    .principalId(parameter.getValueAsString())
                    .principalType("GROUP")
                    .build();
        }
        output("S3AccessGrantsApplicationArn", "The application", created.getAttrApplicationArn());
        settings(directory, application);
    }

    /** For {@code deploy/bootstrap}, which sets what CloudFormation has no type for. */
    private void settings(RenderedDirectory directory, RenderedDirectory.Application application) {
        setting("InstanceArn", directory.identityCenterInstanceArn());
        setting("Audiences", String.join(",", application.audiences()));
        setting("ClientRoleArn", only("actor", application.actors()));
        setting("Scope", only("scope", application.scopes()));
        setting("AssignmentRequired", Boolean.toString(application.assignmentRequired()));
        int number = 0;
        for (var issuer : directory.trustedTokenIssuers()) {
            if (application.issuerArns().contains(issuer.arn())) {
                number++;
                setting("Issuer" + number + "Name", issuer.name());
                CfnOutput.Builder.create(this, "Issuer" + number + "Url")
                        .value(issuer.issuerUrl())
                        .build();
                setting("Issuer" + number + "Claim", issuer.claim());
                setting("Issuer" + number + "Attribute", issuer.attribute());
            }
        }
    }

    private void setting(String id, String value) {
        CfnOutput.Builder.create(this, id).value(text(value)).build();
    }

    private static String only(String what, List<String> all) {
        if (all.size() != 1) {
            throw new IllegalArgumentException("an Identity Center application has one " + what + " here, not " + all);
        }
        return all.getFirst();
    }
}
