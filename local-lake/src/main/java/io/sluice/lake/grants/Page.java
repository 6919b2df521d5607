package io.sluice.lake.grants;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.s3.Query;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A page of a list that is ordered by a key of its own; the token for the next is the key of the last. */
record Page<T>(List<T> items, Optional<String> next) {
    private static final int MOST = 1_000;

    /** The page that the query's {@code nextToken} and {@code maxResults} ask for. */
    static <T> Page<T> of(Stream<T> all, Function<T, String> key, Query query) {
        int size = size(query);
        String after = query.nonEmpty("nextToken").map(Page::decoded).orElse("");
        List<T> rest = all.filter(item -> key.apply(item).compareTo(after) > 0)
                .sorted(Comparator.comparing(key))
                .limit(size + 1L)
                .toList();
        if (rest.size() <= size) {
            return new Page<>(rest, Optional.empty());
        }
        List<T> page = rest.subList(0, size);
        return new Page<>(page, Optional.of(encoded(key.apply(page.getLast()))));
    }

    private static int size(Query query) {
        int size = query.nonEmpty("maxResults")
                .map(text -> text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1)
                .orElse(MOST);
        if (size < 0 || size > MOST) {
            throw new AwsException(ErrorCode.InvalidRequest, "The range for the MaxResults parameter is not valid.");
        }
        return size == 0 ? MOST : size;
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new AwsException(ErrorCode.InvalidRequest, "The next token is not valid.");
        }
    }
}
