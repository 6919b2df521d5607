package io.sluice.lake;

import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.grants.AccessGrants;
import io.sluice.lake.grants.GrantsLanding;
import io.sluice.lake.identitycenter.Directory;
import io.sluice.lake.identitycenter.IdentityCenter;
import io.sluice.lake.principals.MasterKey;
import io.sluice.lake.principals.Principals;
import io.sluice.lake.storage.Settings;
import io.sluice.lake.sts.ContextProvider;
import io.sluice.lake.sts.Federation;
import io.sluice.lake.sts.Sts;
import io.sluice.lake.webidentity.OidcProvider;
import io.sluice.lake.webidentity.TokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The services through which people come: STS, IAM Identity Center and S3 Access Grants, with the providers, the directory and the grants
 * of the catalogue.
 */
final class People implements AutoCloseable {
    /** How long an identity provider may take to show its keys. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final TokenVerifier verifier;
    private final Optional<IdentityCenter> center;
    private final AccessGrants grants;
    private final Sts sts;

    /**
     * What they are made from.
     *
     * @param bucketOwner the account that owns a bucket; none where there is no such bucket
     */
    record Base(
            RenderedCatalogue catalogue,
            Settings settings,
            MasterKey masterKey,
            Principals principals,
            Function<String, Optional<String>> bucketOwner,
            Clock clock) {}

    People(Base base) {
        var catalogue = base.catalogue();
        verifier = new TokenVerifier(PATIENCE, base.clock());
        var directory = catalogue.directory().map(rendered -> new Directory(rendered, catalogue.account()));
        center = directory.map(found -> new IdentityCenter(
                new IdentityCenter.Parts(found, verifier, base.settings(), base.masterKey(), base.clock())));
        grants = new AccessGrants(new AccessGrants.Parts(
                base.settings(),
                catalogue.region(),
                base.bucketOwner(),
                base.principals(),
                arn -> directory
                        .filter(found -> found.instanceArn().equals(arn))
                        .map(found -> (io.sluice.lake.grants.Directories.Directory) found),
                base.clock()));
        GrantsLanding.land(catalogue.grants(), grants, catalogue.account());
        var providers = catalogue.oidcProviders().stream()
                .map(each -> new OidcProvider(each.arn(), each.url(), Set.copyOf(each.clientIds())))
                .toList();
        sts = new Sts(
                base.principals(),
                new Federation(providers, verifier),
                center.<ContextProvider>map(Function.identity()).orElse(People::noContext),
                base.clock());
    }

    private static io.sluice.lake.principals.OnBehalfOf noContext(String assertion) {
        throw new AwsException(ErrorCode.ValidationError, "This lake has no instance of IAM Identity Center.");
    }

    Sts sts() {
        return sts;
    }

    Optional<IdentityCenter> identityCenter() {
        return center;
    }

    AccessGrants grants() {
        return grants;
    }

    @Override
    public void close() {
        verifier.close();
    }
}
