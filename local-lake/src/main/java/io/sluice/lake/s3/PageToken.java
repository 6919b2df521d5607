package io.sluice.lake.s3;

import io.sluice.lake.storage.RawBytes;
import java.util.Arrays;
import java.util.Base64;

/** Where the next page of a listing begins, in a form that clients do not look into. */
final class PageToken {
    private static final byte VERSION = 1;

    private PageToken() {}

    static String of(RawBytes last) {
        var bytes = new byte[last.length() + 1];
        bytes[0] = VERSION;
        System.arraycopy(last.bytes(), 0, bytes, 1, last.length());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static RawBytes raw(String token) {
        try {
            var bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length > 1 && bytes[0] == VERSION) {
                return RawBytes.of(Arrays.copyOfRange(bytes, 1, bytes.length));
            }
        } catch (IllegalArgumentException _) {
            // Falls through: it is no token of ours.
        }
        throw Query.argument("continuation-token", token, "The continuation token provided is incorrect");
    }
}
