package io.sluice.iam;

import java.util.Objects;

/**
 * What the policies say of a request: allowed, denied by a statement, or denied because nothing allows it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay.html
 */
public sealed interface Decision {
    /** The type of the policy that decided: of an implicit denial the one that should have allowed. */
    PolicyType policyType();

    /** The name of the document that decided, empty where none did. */
    String document();

    /** The Sid of the statement that decided, or its place as {@code Statement[0]}; empty where none did. */
    String statement();

    default boolean isAllowed() {
        return this instanceof Allowed;
    }

    /** AWS's text for this outcome of the request; empty where it is allowed. */
    default String message(AccessRequest request) {
        return Refusal.text(request, this);
    }

    record Allowed(PolicyType policyType, String document, String statement) implements Decision {}

    record ExplicitlyDenied(PolicyType policyType, String document, String statement) implements Decision {}

    /** Nothing of this type allows the request; the document is named where one of that type was there to ask. */
    record ImplicitlyDenied(PolicyType policyType, String document, String statement) implements Decision {
        public ImplicitlyDenied {
            Objects.requireNonNull(policyType, "policyType");
        }
    }
}
