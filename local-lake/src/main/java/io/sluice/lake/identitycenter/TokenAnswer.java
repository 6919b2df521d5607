package io.sluice.lake.identitycenter;

import java.util.Objects;

/**
 * What CreateTokenWithIAM answers. It holds tokens, so it does not print.
 *
 * @param userId whose tokens they are
 */
public record TokenAnswer(String json, String userId) {
    public TokenAnswer {
        Objects.requireNonNull(json);
        Objects.requireNonNull(userId);
    }

    @Override
    public String toString() {
        return "TokenAnswer[" + userId + "]";
    }
}
