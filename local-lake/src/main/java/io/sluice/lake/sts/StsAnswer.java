package io.sluice.lake.sts;

import java.util.Map;
import java.util.Objects;

/**
 * What STS answers: a status, and XML to be sent as {@code text/xml}. It may hold secrets, so it does not print.
 *
 * @param elements what of it may be written down
 */
public record StsAnswer(int status, String xml, Map<String, String> elements) {
    public StsAnswer {
        Objects.requireNonNull(xml);
        elements = Map.copyOf(elements);
    }

    StsAnswer(int status, String xml) {
        this(status, xml, Map.of());
    }

    @Override
    public String toString() {
        return "StsAnswer[" + status + "]";
    }
}
