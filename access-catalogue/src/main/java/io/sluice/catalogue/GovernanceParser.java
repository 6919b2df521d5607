package io.sluice.catalogue;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Reads exceptions, each with a reason and an end, and acknowledged changes. */
final class GovernanceParser {
    private static final Pattern REASON = Pattern.compile("\\S.{8,510}\\S");
    private static final Pattern PATTERN = Pattern.compile("\\S(.{0,1022}\\S)?");

    private GovernanceParser() {}

    static Governance governance(Fields catalogue) {
        return new Governance(
                catalogue.items("exceptions").stream()
                        .map(GovernanceParser::exemption)
                        .toList(),
                catalogue.items("acknowledge").stream()
                        .map(GovernanceParser::acknowledgement)
                        .toList());
    }

    private static Governance.Exemption exemption(Yaml node) {
        var fields = Fields.of(node, "an exception", "finding", "subject", "reason", "expires");
        return new Governance.Exemption(
                Names.known(fields.required("finding"), "finding", Finding.KINDS),
                pattern(fields, "subject"),
                reason(fields),
                date(fields),
                node.place());
    }

    private static Governance.Acknowledgement acknowledgement(Yaml node) {
        var fields = Fields.of(node, "an acknowledgement", "principal", "action", "resource", "reason");
        return new Governance.Acknowledgement(
                pattern(fields, "principal"),
                pattern(fields, "action"),
                pattern(fields, "resource"),
                reason(fields),
                node.place());
    }

    private static String pattern(Fields fields, String member) {
        return fields.text(member, PATTERN, "a name, in which * stands for any characters");
    }

    private static String reason(Fields fields) {
        return fields.text("reason", REASON, "10 to 512 characters that say why this may be");
    }

    private static LocalDate date(Fields fields) {
        var text = Fields.text(fields.required("expires"), "expires");
        try {
            return LocalDate.parse(text.value());
        } catch (DateTimeParseException e) {
            throw new CatalogueException(text.place(), "\"" + text.value() + "\" is no day; write it as 2027-03-31");
        }
    }
}
