package io.sluice.lake.sts;

import java.util.Objects;

/** What STS answers: a status, and XML to be sent as {@code text/xml}. It may hold secrets, so it does not print. */
public record StsAnswer(int status, String xml) {
    public StsAnswer {
        Objects.requireNonNull(xml);
    }

    @Override
    public String toString() {
        return "StsAnswer[" + status + "]";
    }
}
