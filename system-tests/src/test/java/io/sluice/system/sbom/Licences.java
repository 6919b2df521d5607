package io.sluice.system.sbom;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which licences a library may have. Of several that its publisher offers one is enough; a licence that nobody looked at is refused
 * like a bad one.
 */
final class Licences {
    /** Identifiers of SPDX and the spellings that publishers use instead. */
    private static final List<Pattern> GOOD = List.of(
            pattern("apache.*2.*|asl 2.*|al 2.*"),
            pattern("the apache.*"),
            pattern("mit|mit license|the mit license|mit-0|mit no attribution.*"),
            pattern("(new |revised |simplified )?bsd.*|the (new )?bsd.*"),
            pattern("epl.*|eclipse public license.*|edl.*|eclipse distribution license.*"),
            pattern("(gnu )?lgpl.*|gnu lesser.*"),
            pattern("gpl-2.0-(only-)?with-classpath-exception|gpl2 w/ cpe|gpl2 with classpath.*"),
            pattern("cc0.*|public domain.*|unlicense"),
            pattern("upl.*|universal permissive license.*"),
            pattern("isc|icu|unicode.*|mpl.*|mozilla.*|cddl.*"));

    private Licences() {}

    /** What is wrong with a library's licences, or nothing. */
    static Optional<String> fault(Sbom.Library library) {
        if (library.licences().isEmpty()) {
            return Optional.of(library + " names no licence");
        }
        return library.licences().stream().anyMatch(Licences::isGood)
                ? Optional.empty()
                : Optional.of(library + " has " + library.licences());
    }

    /** Of an expression, one of what stands between its ORs, and all of what stands between its ANDs. */
    private static boolean isGood(String licence) {
        var words = licence.toLowerCase(Locale.ROOT).replaceAll("[()]", "").strip();
        return !words.contains("affero")
                && Pattern.compile(" or ")
                        .splitAsStream(words)
                        .anyMatch(choice ->
                                Pattern.compile(" and ").splitAsStream(choice).allMatch(Licences::isKnown));
    }

    private static boolean isKnown(String licence) {
        return GOOD.stream().anyMatch(good -> good.matcher(licence.strip()).matches());
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex);
    }
}
