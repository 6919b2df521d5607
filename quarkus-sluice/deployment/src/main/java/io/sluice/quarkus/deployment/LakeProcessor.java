package io.sluice.quarkus.deployment;

import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.HotDeploymentWatchedFileBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.sluice.quarkus.Lake;
import io.sluice.quarkus.deployment.lake.CatalogueSource;
import io.sluice.quarkus.deployment.lake.ClassPath;
import io.sluice.quarkus.deployment.lake.LakePlan;
import io.sluice.quarkus.deployment.lake.RunningLake;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Starts a lake for dev mode and for tests, and nothing at all for production. */
final class LakeProcessor {
    private static final Logger LOG = Logger.getLogger(LakeProcessor.class);
    private static final String FEATURE = "sluice";

    /** Dev services are on, this one is, and no endpoint is configured. */
    static final class Wanted implements BooleanSupplier {
        private final LakeConfig config;

        Wanted(LakeConfig config) {
            this.config = config;
        }

        @Override
        public boolean getAsBoolean() {
            if (!config.enabled()) {
                return false;
            }
            var configured = ConfiguredEndpoint.find();
            configured.ifPresent(endpoint -> LOG.infof("No lake is started: %s", endpoint));
            return configured.isEmpty();
        }
    }

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    AdditionalBeanBuildItem lakeBean() {
        return AdditionalBeanBuildItem.unremovableOf(Lake.class);
    }

    @BuildStep(onlyIf = {IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class, Wanted.class})
    CatalogueBuildItem catalogue(LakeConfig config, CurateOutcomeBuildItem curated) {
        return new CatalogueBuildItem(CatalogueSource.of(module(curated), config.catalogue()));
    }

    private static Path module(CurateOutcomeBuildItem curated) {
        return Optional.ofNullable(curated.getApplicationModel().getApplicationModule())
                .map(workspace -> workspace.getModuleDir().toPath())
                .orElse(Path.of(""));
    }

    @BuildStep
    List<HotDeploymentWatchedFileBuildItem> watched(
            Optional<CatalogueBuildItem> catalogue, LakeConfig config, CurateOutcomeBuildItem curated) {
        var zips = config.functions().values().stream()
                .map(function ->
                        module(curated).resolve(function.zip()).toAbsolutePath().normalize());
        return catalogue.stream()
                .flatMap(item -> Stream.concat(item.source().files().stream(), zips))
                .map(file -> HotDeploymentWatchedFileBuildItem.builder()
                        .setLocation(file.toString())
                        .setRestartNeeded(true)
                        .build())
                .toList();
    }

    @BuildStep
    Optional<DevServicesResultBuildItem> lake(
            Optional<CatalogueBuildItem> catalogue,
            Optional<SignInBuildItem> signIn,
            LakeConfig config,
            ApplicationInfoBuildItem application,
            LaunchModeBuildItem mode,
            CurateOutcomeBuildItem curated) {
        if (catalogue.isEmpty()) {
            return Optional.empty();
        }
        var source = catalogue.get().source();
        var role = ApplicationRole.of(source.catalogue(), config.role(), application.getName());
        var replaced = signIn.map(
                        item -> Map.of(item.named().toString(), item.issuer().toString()))
                .orElse(Map.of());
        var plan = new LakePlan(
                source,
                config.port(),
                SharedFolders.of(mode, config, source.file()),
                new LakePlan.Contents(replaced, FunctionCodes.of(module(curated), config.functions())),
                new ClassPath(curated.getApplicationModel()).ofLake());
        return Optional.of(DevServicesResultBuildItem.<RunningLake>owned()
                .feature(FEATURE)
                .serviceName("lake")
                .serviceConfig(plan.identity() + " " + role)
                .startable(() -> new RunningLake(plan, role))
                .configProvider(LakeProperties.of(source, curated.getApplicationModel()))
                .build());
    }
}
