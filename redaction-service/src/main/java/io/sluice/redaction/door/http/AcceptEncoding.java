package io.sluice.redaction.door.http;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a reader takes gzip, by <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3">RFC 9110, 12.5.3</a>. */
final class AcceptEncoding {
    private static final Pattern CODING =
            Pattern.compile("\\s*([a-z*-]+)\\s*(?:;\\s*q\\s*=\\s*([01](?:\\.[0-9]{0,3})?)\\s*)?");

    private AcceptEncoding() {}

    static boolean takesGzip(String header) {
        double gzip = -1;
        double any = -1;
        for (String element : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            Matcher coding = CODING.matcher(element);
            if (coding.matches()) {
                double weight = coding.group(2) == null ? 1 : Double.parseDouble(coding.group(2));
                switch (coding.group(1)) {
                    case "gzip", "x-gzip" -> gzip = weight;
                    case "*" -> any = weight;
                    default -> {}
                }
            }
        }
        return gzip > 0 || (gzip < 0 && any > 0);
    }
}
