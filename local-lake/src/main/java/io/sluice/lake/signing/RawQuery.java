package io.sluice.lake.signing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a query as they were on the wire, still percent-encoded: this is what clients sign, and any other spelling is
 * another query.
 */
record RawQuery(List<Parameter> parameters) {
    record Parameter(String name, String value) {}

    private static final Comparator<Parameter> ORDER =
            Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

    RawQuery {
        parameters = List.copyOf(parameters);
    }

    static RawQuery of(String rawQuery) {
        var all = new ArrayList<Parameter>();
        if (!rawQuery.isEmpty()) {
            for (var from = 0; from <= rawQuery.length(); ) {
                var next = rawQuery.indexOf('&', from);
                var end = next < 0 ? rawQuery.length() : next;
                all.add(parameter(rawQuery.substring(from, end)));
                from = end + 1;
            }
        }
        return new RawQuery(all);
    }

    private static Parameter parameter(String text) {
        var equals = text.indexOf('=');
        return equals < 0
                ? new Parameter(text, "")
                : new Parameter(text.substring(0, equals), text.substring(equals + 1));
    }

    /** The value of a parameter, as sent; refuses a second one, since only one of them could be meant. */
    Optional<String> only(String name) {
        var found = parameters.stream().filter(each -> each.name().equals(name)).toList();
        if (found.size() > 1) {
            throw Refusal.malformedQuery("The parameter " + name + " may be given only once.");
        }
        return found.stream().findFirst().map(Parameter::value);
    }

    boolean has(String name) {
        return parameters.stream().anyMatch(each -> each.name().equals(name));
    }

    /** In the order of the encoded names, then values; without the signature itself where that is in the query. */
    String canonical(boolean withoutSignature) {
        var text = new StringBuilder();
        parameters.stream()
                .filter(each -> !withoutSignature || !each.name().equals(QueryClaim.SIGNATURE))
                .sorted(ORDER)
                .forEach(each -> text.append(text.isEmpty() ? "" : "&")
                        .append(each.name())
                        .append('=')
                        .append(each.value()));
        return text.toString();
    }
}
