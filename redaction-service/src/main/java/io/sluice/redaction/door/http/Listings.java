package io.sluice.redaction.door.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.redaction.View;
import io.sluice.redaction.door.RefusedException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * The keys that a view covers, page by page, with their times. There are no sizes and no ETags: those of the stored objects
 * tell what was taken out, and those of the redacted ones only reading them tells.
 */
final class Listings {
    static final Set<String> PARAMETERS = Set.of("prefix", "delimiter", "max-keys", "continuation-token");
    private static final ObjectMapper TREE = new ObjectMapper();
    private static final int MOST = 1_000;

    private final LakeReader lake;

    Listings(LakeReader lake) {
        this.lake = requireNonNull(lake);
    }

    byte[] json(View view, Query query) throws RefusedException {
        String asked = query.get("prefix").orElse("");
        int maxKeys = maxKeys(query.get("max-keys"));
        ObjectNode page = TREE.createObjectNode();
        page.put("view", view.name()).put("prefix", asked);
        ArrayNode keys = page.putArray("keys");
        ArrayNode prefixes = page.putArray("prefixes");
        Optional<String> within = within(view, asked);
        if (within.isEmpty() || maxKeys == 0) {
            return end(page, Optional.empty());
        }
        ListObjectsV2Response listed = lake.list(
                view,
                ListObjectsV2Request.builder()
                        .prefix(within.get())
                        .delimiter(query.get("delimiter")
                                .filter(text -> !text.isEmpty())
                                .orElse(null))
                        .maxKeys(maxKeys)
                        .continuationToken(query.get("continuation-token").orElse(null)));
        listed.contents().stream()
                .filter(object -> object.key().startsWith(view.prefix()))
                .forEach(object -> keys.addObject()
                        .put("key", object.key())
                        .put("lastModified", object.lastModified().toString()));
        listed.commonPrefixes().forEach(prefix -> prefixes.add(prefix.prefix()));
        return end(page, Optional.ofNullable(listed.nextContinuationToken()));
    }

    private static byte[] end(ObjectNode page, Optional<String> next) {
        page.put("isTruncated", next.isPresent());
        next.ifPresent(token -> page.put("continuationToken", token));
        return page.toString().getBytes(UTF_8);
    }

    /** What of the prefix asked for the view covers. */
    private static Optional<String> within(View view, String asked) {
        if (asked.startsWith(view.prefix())) {
            return Optional.of(asked);
        }
        return view.prefix().startsWith(asked) ? Optional.of(view.prefix()) : Optional.empty();
    }

    private static int maxKeys(Optional<String> text) throws RefusedException {
        if (text.isEmpty()) {
            return MOST;
        }
        if (!text.get().matches("[0-9]{1,9}")) {
            throw new RefusedException(400, "InvalidArgument", "max-keys is no number from 0");
        }
        return Math.min(MOST, Integer.parseInt(text.get()));
    }
}
