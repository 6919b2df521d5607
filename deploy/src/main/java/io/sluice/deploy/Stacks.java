package io.sluice.deploy;

import io.sluice.catalogue.RenderedCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
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
        stacks.add(new IdentityStack(blueprint, "sluice-identity", catalogue.roles(), catalogue.oidcProviders()));
        stacks.add(new LakeStack(blueprint));
        stacks.add(new AccessStack(blueprint, "sluice-access", catalogue.buckets(), catalogue.accessPoints()));
        return stacks;
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

    private SequencedMap<String, String> templates() throws IOException {
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
