package io.sluice.lake.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Who owns what: always the bucket's owner, as with <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">bucket owner enforced</a>, the setting of
 * every new bucket. Access control lists then say only that, and cannot be changed.
 */
final class Ownership {
    private Ownership() {}

    /** The canonical user id of an account: 64 hex digits, always the same ones. */
    static String canonicalId(String account) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(("canonical user " + account).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static void owner(XmlOut out, String account) {
        out.open("Owner").text("ID", canonicalId(account)).close();
    }

    static void acl(Call call) throws IOException {
        var account = call.bucket().account();
        var out = XmlOut.document("AccessControlPolicy");
        owner(out, account);
        out.open("AccessControlList")
                .open("Grant")
                .openTyped("Grantee", "CanonicalUser")
                .text("ID", canonicalId(account))
                .close()
                .text("Permission", "FULL_CONTROL");
        call.answer().xml(out);
    }

    static void controls(Call call) throws IOException {
        call.answer()
                .xml(XmlOut.document("OwnershipControls").open("Rule").text("ObjectOwnership", "BucketOwnerEnforced"));
    }
}
