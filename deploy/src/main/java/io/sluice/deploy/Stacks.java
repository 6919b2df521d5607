package io.sluice.deploy;

import io.sluice.catalogue.RenderedAccessPoint;
import io.sluice.catalogue.RenderedBucket;
import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.RenderedGrants;
import io.sluice.catalogue.RenderedOidcProvider;
import io.sluice.catalogue.RenderedRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/** The stacks of a catalogue, in the order in which they are deployed; each depends on those before it. */
final class Stacks {
    private final App app;
    private final List<Stack> all;

    private Stacks(App app, List<Stack> all) {
        this.app = app;
        this.all = List.copyOf(all);
    }

    static Stacks of(RenderedCatalogue catalogue, Choices choices, Path assembly) {
        var app = App.Builder.create()
                .outdir(assembly.toString())
                .analyticsReporting(false)
                .treeMetadata(false)
                .stackTraces(false)
                .build();
        return new Stacks(app, made(new Blueprint(app, catalogue, choices)));
    }

    private static List<Stack> made(Blueprint blueprint) {
        var catalogue = blueprint.catalogue();
        var stacks = new ArrayList<Stack>();
        catalogue.directory().ifPresent(directory -> stacks.add(new SignInStack(blueprint, directory)));
        stacks.addAll(identity(blueprint));
        stacks.add(new AuditStack(blueprint));
        stacks.add(new CodeStack(blueprint));
        if (!catalogue.functions().isEmpty()) {
            stacks.add(new FunctionsStack(blueprint));
        }
        stacks.add(new LakeStack(blueprint));
        stacks.addAll(access(blueprint));
        if (blueprint.choices().objectLambda()) {
            stacks.add(new ViewsStack(blueprint));
        }
        catalogue.grants().ifPresent(grants -> stacks.addAll(grants(blueprint, grants)));
        stacks.add(new NetworkStack(blueprint));
        role(catalogue, Systems.SALES_ROLE).ifPresent(role -> stacks.add(new SalesConsumerStack(blueprint, role)));
        role(catalogue, Systems.BROKER_ROLE).ifPresent(role -> stacks.add(new BrokerStack(blueprint, role)));
        return stacks;
    }

    private static Optional<RenderedRole> role(RenderedCatalogue catalogue, String name) {
        return catalogue.roles().stream()
                .filter(role -> role.name().equals(name))
                .findFirst();
    }

    private static List<Stack> identity(Blueprint blueprint) {
        var catalogue = blueprint.catalogue();
        return parts(blueprint, "sluice-identity", (name, part) -> {
            var roles = Parts.of("roles", catalogue.roles(), RenderedRole::name, blueprint.parts(), part);
            var providers = part == 0 ? catalogue.oidcProviders() : List.<RenderedOidcProvider>of();
            return roles.isEmpty() && providers.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new IdentityStack(blueprint, name, roles, providers));
        });
    }

    private static List<Stack> access(Blueprint blueprint) {
        var catalogue = blueprint.catalogue();
        return parts(blueprint, "sluice-access", (name, part) -> {
            var points = Parts.of(
                    "access points", catalogue.accessPoints(), RenderedAccessPoint::name, blueprint.parts(), part);
            var buckets = part == 0 ? catalogue.buckets() : List.<RenderedBucket>of();
            return buckets.isEmpty() && points.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new AccessStack(blueprint, name, buckets, points));
        });
    }

    private static List<Stack> grants(Blueprint blueprint, RenderedGrants grants) {
        return parts(blueprint, "sluice-grants", (name, part) -> {
            var here = Parts.of("grants", grants.grants(), GrantsStack::name, blueprint.parts(), part);
            return part > 0 && here.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new GrantsStack(blueprint, name, grants, here, part == 0));
        });
    }

    /** A stack without resources is refused by CloudFormation, so a part that nothing falls into is left out. */
    private static List<Stack> parts(
            Blueprint blueprint, String name, BiFunction<String, Integer, Optional<Stack>> make) {
        return IntStream.range(0, blueprint.parts())
                .mapToObj(part -> make.apply(Parts.stack(name, part), part))
                .flatMap(Optional::stream)
                .toList();
    }

    List<Stack> all() {
        return all;
    }

    /** The templates of a catalogue by the names of their files, the same bytes for the same catalogue and choices. */
    static SequencedMap<String, String> templates(RenderedCatalogue catalogue, Choices choices) throws IOException {
        var assembly = Files.createTempDirectory("sluice-templates");
        try {
            return of(catalogue, choices, assembly).templates();
        } finally {
            delete(assembly);
        }
    }

    /** The names of the stacks of these templates, one a line. */
    static String order(SequencedMap<String, String> templates) {
        return templates.sequencedKeySet().stream()
                .map(file -> file.replaceFirst("\\.json$", "\n"))
                .collect(Collectors.joining());
    }

    SequencedMap<String, String> templates() throws IOException {
        var folder = Path.of(app.synth().getDirectory());
        var templates = new LinkedHashMap<String, String>();
        for (var stack : all) {
            var text = Files.readString(folder.resolve(stack.getTemplateFile()));
            templates.put(stack.getStackName() + ".json", text + "\n");
        }
        return templates;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
