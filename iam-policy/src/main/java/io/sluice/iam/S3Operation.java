package io.sluice.iam;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The permissions that an S3 API operation needs: one request may need several, and on two resources.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 *
 * @param name as in the API reference, {@code UploadPartCopy}
 */
public record S3Operation(String name, List<Permission> permissions) {
    /** What a permission is needed on. */
    public enum Kind {
        OBJECT,
        /** The object that a copy reads. */
        SOURCE,
        BUCKET,
        ACCOUNT
    }

    /** What of a request makes a permission necessary. */
    public enum Occasion {
        ALWAYS,
        /** No version is named; of a copy, of the source. */
        CURRENT,
        /** A version is named; of a copy, of the source. */
        VERSION,
        TAGS,
        COPYTAGS,
        ACL,
        RETENTION,
        HOLD,
        BYPASS
    }

    /**
     * One permission.
     *
     * @param occasions all of which must be given for the permission to be needed
     */
    public record Permission(String action, Kind kind, Set<Occasion> occasions) {
        public Permission {
            occasions = Set.copyOf(occasions);
        }
    }

    private static final Map<String, S3Operation> ALL = read();

    public S3Operation {
        permissions = List.copyOf(permissions);
    }

    public static Optional<S3Operation> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    public static List<S3Operation> all() {
        return List.copyOf(ALL.values());
    }

    /**
     * The permissions that a request needs.
     *
     * @param given what the request does; without {@code VERSION} it means the current one
     */
    public List<Permission> needed(Set<Occasion> given) {
        var all = EnumSet.of(Occasion.ALWAYS, given.contains(Occasion.VERSION) ? Occasion.VERSION : Occasion.CURRENT);
        all.addAll(given);
        return permissions.stream()
                .filter(permission -> all.containsAll(permission.occasions()))
                .toList();
    }

    private static Map<String, S3Operation> read() {
        try (var in = new BufferedReader(new InputStreamReader(
                S3Operation.class.getResourceAsStream("s3-operations.txt"), StandardCharsets.UTF_8))) {
            var permissions = in.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", -1))
                    .collect(Collectors.groupingBy(
                            words -> words[0],
                            TreeMap::new,
                            Collectors.mapping(S3Operation::permission, Collectors.toList())));
            var all = new TreeMap<String, S3Operation>();
            permissions.forEach((name, needed) -> all.put(name, new S3Operation(name, needed)));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Permission permission(String[] words) {
        var occasions = List.of(words[3].split(",", -1)).stream()
                .map(word -> Occasion.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
        return new Permission(words[1], Kind.valueOf(words[2].toUpperCase(Locale.ROOT)), occasions);
    }
}
