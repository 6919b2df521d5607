package io.sluice.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** From YAML to a catalogue: every member known, every name well formed, used once, and declared before it is referred to. */
final class CatalogueParser {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("(?=.{1,32}$)[a-z]{2}(-[a-z]+)+-\\d");

    private CatalogueParser() {}

    static Catalogue parse(Yaml root) {
        var fields = Fields.of(
                root,
                "the catalogue",
                "extends",
                "include",
                "account",
                "region",
                "bucket",
                "buckets",
                "dataSets",
                "applications",
                "functions",
                "views",
                "oidcProviders",
                "identityCenter",
                "grants",
                "users",
                "departments",
                "exceptions",
                "acknowledge");
        var account = fields.text("account", ACCOUNT, "twelve digits, in quotes");
        var region = fields.text("region", REGION, "such as us-east-1");
        var names = new Names();
        var storage = new StorageParser(names);
        var buckets = storage.buckets(fields);
        var dataSets = storage.dataSets(fields);
        var applications = byName(
                fields,
                "applications",
                new ApplicationParser(names, buckets, dataSets)::application,
                Application::name);
        var functions = byName(
                fields,
                "functions",
                new FunctionParser(names, dataSets, applications)::function,
                io.sluice.catalogue.Function::name);
        var views = byName(fields, "views", new ViewParser(names, dataSets, applications, functions)::view, View::name);
        return new Catalogue(
                account,
                region,
                buckets,
                List.copyOf(dataSets.values()),
                List.copyOf(applications.values()),
                List.copyOf(functions.values()),
                List.copyOf(views.values()),
                new PeopleParser(names, dataSets, views).people(fields),
                GovernanceParser.governance(fields),
                names.places());
    }

    private static <T> SequencedMap<String, T> byName(
            Fields fields, String member, Function<Yaml, T> read, Function<T, String> name) {
        var all = new LinkedHashMap<String, T>();
        fields.items(member).forEach(node -> {
            var one = read.apply(node);
            all.put(name.apply(one), one);
        });
        return all;
    }
}
