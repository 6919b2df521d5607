package io.sluice.catalogue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** Reads redacted views. */
final class ViewParser {
    private static final String FIELD = "[A-Za-z_][A-Za-z0-9_]{0,127}";
    private static final Pattern PATH =
            Pattern.compile("(?=.{1,1024}$)\\$(\\.\\." + FIELD + "|(\\." + FIELD + "(\\[\\*\\])?)*\\." + FIELD + ")");
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Map<String, String> UNITS =
            Fields.words(List.of("minute", "hour", "day", "month", "year"), unit -> unit);
    private static final Map<String, String> OPERATIONS =
            Fields.words(List.of("GetObject", "HeadObject", "ListObjects", "ListObjectsV2"), operation -> operation);
    private static final Map<String, String> FEATURES = Fields.words(
            List.of("GetObject-Range", "GetObject-PartNumber", "HeadObject-Range", "HeadObject-PartNumber"),
            feature -> feature);

    private final Names names;
    private final SequencedMap<String, DataSet> dataSets;
    private final SequencedMap<String, Application> applications;
    private final SequencedMap<String, Function> functions;

    ViewParser(
            Names names,
            SequencedMap<String, DataSet> dataSets,
            SequencedMap<String, Application> applications,
            SequencedMap<String, Function> functions) {
        this.names = names;
        this.dataSets = dataSets;
        this.applications = applications;
        this.functions = functions;
    }

    View view(Yaml node) {
        var fields =
                Fields.of(node, "a view", "name", "dataSet", "consumers", "readers", "rules", "http", "objectLambda");
        var name = names.declare(fields, "view");
        var dataSet = dataSets.get(Names.known(fields.required("dataSet"), "data set", dataSets.keySet()));
        var consumers = fields.items("consumers").stream()
                .map(item -> Names.known(item, "application", applications.keySet()))
                .toList();
        var rules = fields.items("rules").stream().map(ViewParser::rule).toList();
        if (rules.isEmpty()) {
            throw new CatalogueException(fields.place(), "a view without rules redacts nothing; write one");
        }
        return new View(
                name,
                dataSet.name(),
                consumers,
                RoleParser.principals(fields, "readers"),
                rules,
                fields.optional("http").map(item -> http(item, dataSet)),
                fields.optional("objectLambda").map(item -> objectLambda(item, dataSet)));
    }

    private static Redaction rule(Yaml node) {
        var fields = Fields.of(node, "a rule", "path", "verb", "keep", "keyId", "to");
        var path = fields.text(
                "path", PATH, "such as $.price, $.customer.email, $.items[*].price, or $..price for any depth");
        var verb = fields.optional("verb").map(_ -> fields.text("verb")).orElse("omit");
        var needed =
                switch (verb) {
                    case "mask" -> "keep";
                    case "hash" -> "keyId";
                    case "round", "generalise" -> "to";
                    default -> "";
                };
        fields.refuseOther("the verb " + verb, List.of("path", "verb", needed), List.of("keep", "keyId", "to"));
        return switch (verb) {
            case "omit" -> new Redaction.Omit(path);
            case "mask" -> new Redaction.Mask(path, fields.number("keep", 0, 64).orElse(0));
            case "hash" -> new Redaction.Hash(path, fields.text("keyId", KEY_ID, "up to 64 letters, digits, _ and -"));
            case "round" -> new Redaction.Round(path, fields.requiredNumber("to", 1, 1_000_000_000));
            case "generalise" -> new Redaction.Generalise(path, fields.word("to", UNITS));
            default ->
                throw new CatalogueException(
                        fields.required("verb").place(),
                        "unknown verb \"" + verb + "\""
                                + Nearest.hint(verb, List.of("omit", "mask", "hash", "round", "generalise")));
        };
    }

    private String http(Yaml node, DataSet dataSet) {
        var server = applications.get(Names.known(node, "application", applications.keySet()));
        if (!server.grants().getOrDefault(dataSet.name(), java.util.Set.of()).contains(Permission.READ)) {
            throw new CatalogueException(
                    node.place(), server.name() + " serves this view and may not read " + dataSet.name());
        }
        return server.name();
    }

    private View.ObjectLambda objectLambda(Yaml node, DataSet dataSet) {
        var fields = Fields.of(
                node,
                "an Object Lambda access point",
                "accessPoint",
                "supporting",
                "function",
                "operations",
                "features");
        var accessPoint = fields.text(
                "accessPoint",
                Pattern.compile("(?=.{3,45}$)" + ApplicationParser.ACCESS_POINT.pattern()),
                "3 to 45 lower-case letters, digits and hyphens, without S3's reserved beginnings and endings");
        names.take(
                "Object Lambda access point",
                accessPoint,
                fields.required("accessPoint").place());
        var points = applications.values().stream()
                .filter(application -> application.bucket().equals(dataSet.bucket()))
                .map(Application::accessPoint)
                .toList();
        return new View.ObjectLambda(
                accessPoint,
                Names.known(fields.required("supporting"), "access point of this bucket", points),
                Names.known(fields.required("function"), "function", functions.keySet()),
                words(fields, "operations", OPERATIONS),
                new LinkedHashSet<>(words(fields, "features", FEATURES)));
    }

    /** In the order of the table, whatever the order of the catalogue. */
    private static List<String> words(Fields fields, String member, Map<String, String> table) {
        var written = fields.items(member).stream()
                .map(item -> Fields.word(item, member, table))
                .toList();
        return table.values().stream().filter(written::contains).toList();
    }
}
