package io.sluice.deploy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Templates read for one account and Region: every resource that deploying them would create. */
public final class ResolvedStacks {
    private final List<Scope> scopes;
    private final Target target;
    private final Map<String, Scope> exporters = new LinkedHashMap<>();
    private final Map<String, String> exportingOutputs = new LinkedHashMap<>();

    private ResolvedStacks(Templates templates, Target target) {
        this.target = target;
        this.scopes = templates.all().stream()
                .map(template -> new Scope(template, target, this::exported))
                .toList();
        scopes.forEach(this::exports);
    }

    /**
     * Reads templates.
     *
     * @throws TemplateException where an export or a condition is not understood
     */
    public static ResolvedStacks of(Templates templates, Target target) {
        return new ResolvedStacks(templates, target);
    }

    private void exports(Scope scope) {
        scope.template().section("Outputs").forEach((id, output) -> {
            var where = scope.template().where(id).member("Export").member("Name");
            if (output.has("Export")) {
                var name = Resolver.text(
                        scope.resolver().resolve(output.path("Export").path("Name"), where), where);
                if (exporters.putIfAbsent(name, scope) != null) {
                    throw new TemplateException(where, "another stack exports " + name + " already");
                }
                exportingOutputs.put(name, id);
            }
        });
    }

    private JsonNode exported(String name, Where where) {
        var scope = exporters.get(name);
        if (scope == null) {
            throw new TemplateException(where, "none of these stacks exports " + name);
        }
        var id = exportingOutputs.get(name);
        var value = scope.template().section("Outputs").get(id).path("Value");
        return scope.resolver().resolve(value, scope.template().where(id).member("Value"));
    }

    Target target() {
        return target;
    }

    /** The names of the stacks, in the order of their files. */
    public List<String> names() {
        return scopes.stream().map(scope -> scope.template().stack()).toList();
    }

    /** The resources of all stacks whose conditions hold, in the order of the templates. */
    List<Resource> resources() {
        var all = new ArrayList<Resource>();
        for (var scope : scopes) {
            scope.template().section("Resources").forEach((logicalId, declared) -> {
                var condition = declared.path("Condition");
                if (condition.isMissingNode()
                        || scope.holds(condition.asText(), scope.template().where(logicalId))) {
                    all.add(new Resource(scope, logicalId, declared));
                }
            });
        }
        return all;
    }
}
