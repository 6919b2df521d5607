package io.sluice.lake.accesspoint;

/**
 * What the control plane answers.
 *
 * @param document XML; empty where there is nothing to say
 */
public record ControlAnswer(int status, String document) {
    static ControlAnswer of(String document) {
        return new ControlAnswer(200, document);
    }

    static ControlAnswer done() {
        return new ControlAnswer(200, "");
    }

    static ControlAnswer gone() {
        return new ControlAnswer(204, "");
    }
}
