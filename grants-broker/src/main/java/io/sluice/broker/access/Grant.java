package io.sluice.broker.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * One grant that a person has, as <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_ListCallerAccessGrants.html">ListCallerAccessGrants</a> tells it.
 *
 * @param caller who of the person's identities has it, by {@link io.sluice.broker.person.Caller#name}
 */
public record Grant(String caller, Scope scope, Permission permission) {
    private static final int ID_BYTES = 16;

    /**
     * What a browser may send back to choose this grant. It follows from the grant and is looked up among those that the person has at
     * that moment, so that it gives nothing by itself.
     */
    public String id() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((caller + "\n" + permission + "\n" + scope.text()).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
