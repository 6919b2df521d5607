package io.sluice.deploy.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/** The templates that are deployed together, in the order of their names. */
public record Templates(List<Template> all) {
    public Templates {
        all = List.copyOf(all);
        var names = new HashSet<String>();
        for (var template : all) {
            if (!names.add(template.name())) {
                throw new IllegalArgumentException("Two templates are named " + template.name());
            }
        }
    }

    /**
     * Every template of a folder.
     *
     * @throws TemplateException where one is not understood, or there is none
     */
    public static Templates in(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            var templates = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Templates::read)
                    .toList();
            if (templates.isEmpty()) {
                throw new TemplateException(
                        new Where(folder.toString(), "", ""), "there is no template (*.json) in this folder");
            }
            return new Templates(templates);
        }
    }

    private static Template read(Path file) {
        try {
            return Template.read(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
