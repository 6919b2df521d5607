package io.sluice.lake.signing;

import io.sluice.lake.http.Headers;
import java.util.Set;

/**
 * Two fields of one name have the canonical form of one with a comma, so a signature does not tell them apart; and whoever reads
 * the first would not see the second. Only those that are lists by nature may come twice.
 */
final class SingleFields {
    private static final Set<String> SINGLE = Set.of("authorization", "content-md5", "content-type", "date");

    private SingleFields() {}

    static void require(Headers headers) {
        for (var name : headers.names()) {
            if (isSingle(name) && headers.all(name).size() > 1) {
                throw Refusal.invalid("The header " + name + " was given more than once.");
            }
        }
    }

    private static boolean isSingle(String name) {
        return SINGLE.contains(name)
                || (name.startsWith("x-amz-")
                        && !name.startsWith("x-amz-meta-")
                        && !name.equals("x-amz-object-attributes"));
    }
}
