package io.sluice.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.iam.AccessRequest;
import io.sluice.iam.PolicyEvaluator;
import io.sluice.iam.PolicySet;
import io.sluice.iam.Principal;
import io.sluice.iam.RequestContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How people of the demo become sessions, by federation and by Identity Center, and what those sessions may do. */
class PeopleDecisionsTest {
    private static final Deciding DEMO = new Deciding(Catalogue.demo().render());
    private static final String INSTANCE = "arn:aws:s3:us-east-1:111122223333:access-grants/default";
    private static final String DATA = "shopfast-data-111122223333-us-east-1";

    @ParameterizedTest(name = "{0} of {1} for {2} becomes {3}: {4}")
    @CsvSource({
        "mary.marketing, localhost:9601, grants-broker, ShopFast-Marketing, true",
        "mary.marketing, localhost:9601, sluice-cli, ShopFast-Marketing, true",
        "mary.marketing, localhost:9601, another, ShopFast-Marketing, false",
        "mary.marketing, localhost:9602, grants-broker, ShopFast-Marketing, false",
        "mary.marketing, localhost:9601, grants-broker, ShopFast-HumanResources, false",
        "hana.hr, localhost:9601, grants-broker, ShopFast-HumanResources, true",
        "nobody, localhost:9601, grants-broker, ShopFast-Marketing, false",
        "mary.marketing, localhost:9601, grants-broker, identityBearerRole, false",
        "mary.marketing, localhost:9601, grants-broker, accessGrantsLocationRole, false"
    })
    void letsMembersOfADepartmentFederateIntoItsRole(
            String subject, String issuer, String audience, String role, boolean allowed) {
        var trust = DEMO.rendered().roles().stream()
                .filter(each -> each.name().equals(role))
                .findFirst()
                .orElseThrow();
        var provider = Principal.of("arn:aws:iam::111122223333:oidc-provider/" + issuer);
        var context = RequestContext.empty().with(issuer + ":aud", audience).with(issuer + ":sub", subject);

        var decision = PolicyEvaluator.decide(
                new AccessRequest(
                        provider,
                        "sts:AssumeRoleWithWebIdentity",
                        trust.arn(),
                        DEMO.rendered().account(),
                        context),
                PolicySet.builder()
                        .roleTrust(Deciding.policy(role, trust.trustPolicy()))
                        .build());

        assertThat(decision.isAllowed()).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0} {1} on {2} with {3}: {4}")
    @CsvSource({
        "grantsBrokerRole, sts:AssumeRole, identityBearerRole, ssoins-7223b1a9c0d4e5f6, true",
        "grantsBrokerRole, sts:SetContext, identityBearerRole, ssoins-7223b1a9c0d4e5f6, true",
        "grantsBrokerRole, sts:AssumeRole, identityBearerRole, ssoins-0000000000000000, false",
        "grantsBrokerRole, sts:AssumeRole, identityBearerRole, '', false",
        "grantsBrokerRole, sts:AssumeRole, accessGrantsLocationRole, ssoins-7223b1a9c0d4e5f6, false",
        "webAppClientRole, sts:AssumeRole, identityBearerRole, ssoins-7223b1a9c0d4e5f6, false",
        "ShopFast-Marketing, sts:AssumeRole, identityBearerRole, ssoins-7223b1a9c0d4e5f6, false"
    })
    void letsTheBrokerCarryAnIdentityOfItsInstance(
            String who, String action, String role, String instance, boolean allowed) {
        var context = instance.isEmpty()
                ? RequestContext.empty()
                : RequestContext.empty()
                        .with("sts:RequestContext/identitycenter:InstanceArn", "arn:aws:sso:::instance/" + instance);

        assertThat(DEMO.trusts(role, DEMO.principal(who), DEMO.identity(who), action, context))
                .isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0} {1} for {2} from {3}: {4}")
    @CsvSource({
        "access-grants.s3.amazonaws.com, sts:AssumeRole, 111122223333, us-east-1, true",
        "access-grants.s3.amazonaws.com, sts:SetSourceIdentity, 111122223333, us-east-1, true",
        "access-grants.s3.amazonaws.com, sts:SetContext, 111122223333, us-east-1, true",
        "access-grants.s3.amazonaws.com, sts:AssumeRole, 444455556666, us-east-1, false",
        "access-grants.s3.amazonaws.com, sts:AssumeRole, 111122223333, eu-west-1, false",
        "access-grants.s3.amazonaws.com, sts:TagSession, 111122223333, us-east-1, false",
        "s3.amazonaws.com, sts:AssumeRole, 111122223333, us-east-1, false"
    })
    void letsAccessGrantsOfThisAccountVend(
            String service, String action, String account, String region, boolean allowed) {
        var context = RequestContext.empty()
                .with("aws:SourceAccount", account)
                .with("aws:SourceArn", "arn:aws:s3:" + region + ":" + account + ":access-grants/default")
                .with("sts:RequestContextProviders", "arn:aws:iam::aws:contextProvider/IdentityCenter");

        assertThat(DEMO.trusts("accessGrantsLocationRole", Principal.service(service), List.of(), action, context))
                .isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "arn:aws:iam::aws:contextProvider/IdentityCenter, true",
        "arn:aws:iam::aws:contextProvider/Another, false"
    })
    void letsIdentityCenterAloneTellTheIdentity(String provider, boolean allowed) {
        var context = RequestContext.empty()
                .with("aws:SourceAccount", "111122223333")
                .with("aws:SourceArn", INSTANCE)
                .with("sts:RequestContextProviders", provider);
        var service = Principal.service("access-grants.s3.amazonaws.com");

        assertThat(DEMO.trusts("accessGrantsLocationRole", service, List.of(), "sts:SetContext", context))
                .isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "ShopFast-Marketing, s3:GetDataAccess, true",
        "ShopFast-Marketing, s3:ListCallerAccessGrants, true",
        "ShopFast-Marketing, s3:GetAccessGrantsInstanceForPrefix, true",
        "ShopFast-Marketing, s3:CreateAccessGrant, false",
        "ShopFast-Marketing, s3:ListAccessGrants, false",
        "identityBearerRole, s3:GetDataAccess, true",
        "identityBearerRole, s3:DeleteAccessGrant, false",
        "grantsBrokerRole, s3:GetDataAccess, false",
        "accessGrantsLocationRole, s3:GetDataAccess, false",
        "inventoryConsumerRole, s3:GetDataAccess, false"
    })
    void letsPeopleAskForDataAndNobodyMakeGrants(String who, String action, boolean allowed) {
        assertThat(DEMO.on(INSTANCE, who, action, RequestContext.empty())).isEqualTo(allowed);
        assertThat(DEMO.on(INSTANCE.replace("us-east-1", "eu-west-1"), who, action, RequestContext.empty()))
                .isFalse();
    }

    @ParameterizedTest(name = "{0} {1} on {2} with {3}: {4}")
    @CsvSource({
        "accessGrantsLocationRole, s3:GetObject, shopfast-data-111122223333-us-east-1, true, true",
        "accessGrantsLocationRole, s3:PutObject, shopfast-internal-111122223333-us-east-1, true, true",
        "accessGrantsLocationRole, s3:GetObject, shopfast-data-111122223333-us-east-1, false, false",
        "accessGrantsLocationRole, s3:GetObject, store-events-111122223333-us-east-1, true, false",
        "accessGrantsLocationRole, s3:PutBucketPolicy, shopfast-data-111122223333-us-east-1, true, false",
        "accessGrantsLocationRole, s3:PutObjectTagging, shopfast-data-111122223333-us-east-1, true, false",
        "ShopFast-Marketing, s3:GetObject, shopfast-data-111122223333-us-east-1, true, false",
        "identityBearerRole, s3:GetObject, shopfast-data-111122223333-us-east-1, true, false",
        "grantsBrokerRole, s3:GetObject, shopfast-data-111122223333-us-east-1, true, false"
    })
    void reachesGrantedBucketsThroughVendedCredentialsOnly(
            String who, String action, String bucket, boolean vended, boolean allowed) {
        var context =
                vended ? RequestContext.empty().with("s3:AccessGrantsInstanceArn", INSTANCE) : RequestContext.empty();

        assertThat(DEMO.onBucket(bucket, who, action, "/users/user_list", context))
                .isEqualTo(allowed);
    }

    @Test
    void exchangesTokensForItsOwnApplicationOnly() {
        var application =
                DEMO.rendered().directory().orElseThrow().applications().getFirst();

        assertThat(DEMO.on(
                        application.arn(), "grantsBrokerRole", "sso-oauth:CreateTokenWithIAM", RequestContext.empty()))
                .isTrue();
        assertThat(DEMO.on(
                        application.arn() + "0",
                        "grantsBrokerRole",
                        "sso-oauth:CreateTokenWithIAM",
                        RequestContext.empty()))
                .isFalse();
        assertThat(application.actors()).containsExactly("arn:aws:iam::111122223333:role/grantsBrokerRole");
    }

    @Test
    void makesTheTenGrantsToRoleAndGroupAlike() {
        var grants = DEMO.rendered().grants().orElseThrow().grants();
        var directory = DEMO.rendered().directory().orElseThrow();

        assertThat(grants)
                .hasSize(20)
                .filteredOn(grant -> grant.grantee().type().equals("IAM"))
                .hasSize(10);
        assertThat(grants)
                .filteredOn(grant -> grant.scope().equals("s3://" + DATA + "/users*"))
                .extracting(
                        RenderedGrants.Grant::permission,
                        grant -> grant.grantee().type())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("READWRITE", "IAM"),
                        org.assertj.core.groups.Tuple.tuple("READWRITE", "DIRECTORY_GROUP"),
                        org.assertj.core.groups.Tuple.tuple("READ", "IAM"),
                        org.assertj.core.groups.Tuple.tuple("READ", "DIRECTORY_GROUP"));
        assertThat(grants)
                .filteredOn(grant -> grant.grantee().type().equals("DIRECTORY_GROUP"))
                .allSatisfy(grant -> assertThat(directory.groups())
                        .extracting(RenderedDirectory.Group::id)
                        .contains(grant.grantee().id()));
        assertThat(directory.groups())
                .filteredOn(group -> group.displayName().equals("customer-support"))
                .flatExtracting(RenderedDirectory.Group::memberIds)
                .containsExactly(directory.users().stream()
                        .filter(user -> user.userName().equals("cleo.support"))
                        .findFirst()
                        .orElseThrow()
                        .id());
    }
}
