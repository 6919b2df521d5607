package io.sluice.lake.grants;

import io.sluice.catalogue.Catalogue;
import io.sluice.lake.LocalLake;
import io.sluice.lake.webidentity.Issuer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.ssooidc.SsoOidcClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.ProvidedContext;

/** The departments of a shop with their grants, in a lake of their own, and the clients of those who use it. */
public final class ShopFast implements AutoCloseable {
    public static final String ACCOUNT = "111122223333";
    public static final String DATA = "shopfast-data";
    public static final String INSTANCE_ARN = "arn:aws:s3:us-east-1:111122223333:access-grants/default";
    public static final String IDENTITY_CENTER = "arn:aws:sso:::instance/ssoins-7223b1a9c0d4e5f6";
    public static final String BEARER = "arn:aws:iam::111122223333:role/identityBearerRole";
    public static final String LOCATION_ROLE = "arn:aws:iam::111122223333:role/accessGrantsLocationRole";
    public static final String APPLICATION_SUFFIX = "S3AccessGrants";

    private static final String CATALOGUE = """
            account: "111122223333"
            region: us-east-1
            buckets:
              - {name: shopfast-data, tls: optional}
            dataSets:
              - {name: products, bucket: shopfast-data, prefix: products/, owner: product, classification: internal}
              - {name: feedback, bucket: shopfast-data, prefix: feedback/, owner: support, classification: internal}
              - {name: transactions, bucket: shopfast-data, prefix: transactions/, owner: sales, classification: confidential}
              - {name: users, bucket: shopfast-data, prefix: users/, owner: sales, classification: confidential}
            oidcProviders:
              - url: %1$s
                clientIds: [grants-broker]
            identityCenter:
              instance: arn:aws:sso:::instance/ssoins-7223b1a9c0d4e5f6
              identityStore: d-9067a1b2c3
              trustedTokenIssuers:
                - {name: S3AccessGrantsIssuer, issuer: "%1$s", claim: email, attribute: emails.value}
              application:
                name: S3AccessGrants
                audiences: [grants-broker]
                role: grantsBrokerRole
                trustedService: ec2.amazonaws.com
                bearerRole: identityBearerRole
            grants:
              locationRole: accessGrantsLocationRole
              grantees: [role, group]
            users:
              - {name: mary.marketing, displayName: Mary Marketing, email: mary.marketing@shopfast.example}
              - {name: sam.sales, displayName: Sam Sales, email: sam.sales@shopfast.example}
              - {name: cleo.support, displayName: Cleo Support, email: cleo.support@shopfast.example}
            departments:
              - name: marketing
                role: ShopFast-Marketing
                trustedPrincipals: ["arn:aws:iam::111122223333:root"]
                members: [mary.marketing]
                grants:
                  - {dataSet: products, subPrefix: products*, permissions: [read]}
                  - {dataSet: feedback, subPrefix: feedback*, permissions: [read]}
              - name: sales
                role: ShopFast-Sales
                trustedPrincipals: ["arn:aws:iam::111122223333:root"]
                members: [sam.sales]
                grants:
                  - {dataSet: transactions, subPrefix: transactions*, permissions: [read, write]}
                  - {dataSet: users, subPrefix: users*, permissions: [read, write]}
              - name: customer-support
                role: ShopFast-CustomerSupport
                trustedPrincipals: ["arn:aws:iam::111122223333:root"]
                members: [cleo.support]
                grants:
                  - {dataSet: users, subPrefix: users*, permissions: [read]}
                  - {dataSet: feedback, subPrefix: feedback*, permissions: [read, write]}
            """;

    private static final String PARTNER = """
            [{"arn": "arn:aws:iam::444455556666:user/partner", "accessKeyId": "AKIAPARTNER000000001", "secretAccessKey": "partner-secret",
              "policies": [{"Version": "2012-10-17",
                            "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}]}]""";

    private final Path folder;
    private final SdkHttpClient http;
    private final Issuer issuer;
    private LocalLake lake;

    public ShopFast(Path folder) throws IOException {
        this.folder = folder;
        issuer = new Issuer();
        // Names under localhost resolve nowhere by themselves on some machines.
        http = ApacheHttpClient.builder()
                .maxConnections(250)
                .dnsResolver(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()})
                .build();
        lake = start(CATALOGUE.formatted(issuer.url()));
        put("products/p1", "product");
        put("feedback/f1", "feedback");
        put("transactions/t1", "transaction");
        put("users/user_list", "user_id,name\n1,John\n2,Jack\n3,Jim\n");
        put("users-archive/old", "archived");
    }

    private LocalLake start(String catalogue) throws IOException {
        return LocalLake.builder()
                .catalogue(Catalogue.parse("shopfast.yaml", catalogue))
                .data(folder)
                .principals(Files.writeString(folder.resolve("principals.json"), PARTNER))
                .start();
    }

    /** Stops the lake and starts it again over the same data. */
    public void restart() throws IOException {
        lake.close();
        lake = start(CATALOGUE.formatted(issuer.url()));
    }

    private void put(String key, String text) {
        try (var s3 = s3(administrator())) {
            s3.putObject(r -> r.bucket(DATA).key(key), RequestBody.fromString(text));
        }
    }

    public LocalLake lake() {
        return lake;
    }

    public Issuer issuer() {
        return issuer;
    }

    public AwsCredentials administrator() {
        var keys = lake.administrator();
        return AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey());
    }

    /** A user of another account, whose own account lets it do everything. */
    public AwsCredentials partner() {
        return AwsBasicCredentials.create("AKIAPARTNER000000001", "partner-secret");
    }

    /** A session of one of the catalogue's roles. */
    public AwsCredentials role(String name) {
        var role = lake.roles().get(name);
        return AwsSessionCredentials.create(role.accessKeyId(), role.secretAccessKey(), role.sessionToken());
    }

    /** A session of a department's role, by a token of the person. */
    public AwsCredentials signIn(String person, String department) {
        try (var sts = sts(null)) {
            var keys = sts.assumeRoleWithWebIdentity(
                            r -> r.roleArn("arn:aws:iam::111122223333:role/ShopFast-" + department)
                                    .roleSessionName(person)
                                    .webIdentityToken(issuer.token(person)))
                    .credentials();
            return AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
        }
    }

    /** A session that acts for the person, by the exchange of a token. */
    public AwsCredentials actFor(String person) {
        try (var oidc = oidc(role("grantsBrokerRole"));
                var sts = sts(role("grantsBrokerRole"))) {
            var context = oidc.createTokenWithIAM(r -> r.clientId(application())
                            .grantType("urn:ietf:params:oauth:grant-type:jwt-bearer")
                            .assertion(issuer.token(person)))
                    .awsAdditionalDetails()
                    .identityContext();
            var keys = sts.assumeRole(r -> r.roleArn(BEARER)
                            .roleSessionName(person)
                            .providedContexts(ProvidedContext.builder()
                                    .providerArn("arn:aws:iam::aws:contextProvider/IdentityCenter")
                                    .contextAssertion(context)
                                    .build()))
                    .credentials();
            return AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
        }
    }

    /** The ARN of the application that exchanges tokens. */
    public String application() {
        return Catalogue.parse("shopfast.yaml", CATALOGUE.formatted(issuer.url()))
                .render()
                .directory()
                .orElseThrow()
                .applications()
                .getFirst()
                .arn();
    }

    public S3ControlClient control(AwsCredentials credentials) {
        return S3ControlClient.builder()
                .httpClient(http)
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    public S3Client s3(AwsCredentials credentials) {
        return S3Client.builder()
                .httpClient(http)
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    /**
     * A client of STS.
     *
     * @param credentials null for calls that nobody signs
     */
    public StsClient sts(AwsCredentials credentials) {
        return StsClient.builder()
                .httpClient(http)
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .credentialsProvider(
                        credentials == null
                                ? AnonymousCredentialsProvider.create()
                                : StaticCredentialsProvider.create(credentials))
                .build();
    }

    public SsoOidcClient oidc(AwsCredentials credentials) {
        return SsoOidcClient.builder()
                .httpClient(http)
                .endpointOverride(lake.endpoint())
                .region(Region.US_EAST_1)
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build();
    }

    @Override
    public void close() {
        lake.close();
        http.close();
        issuer.close();
    }
}
