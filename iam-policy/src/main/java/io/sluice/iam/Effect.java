package io.sluice.iam;

/**
 * What a statement does where it matches.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html
 */
public enum Effect {
    ALLOW("Allow"),
    DENY("Deny");

    private final String text;

    Effect(String text) {
        this.text = text;
    }

    /** The word in the document. */
    public String text() {
        return text;
    }
}
