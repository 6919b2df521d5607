package io.sluice.catalogue.replay;

import io.sluice.iam.S3Operation;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The permissions that a logged call needs, as far as its line tells. */
final class Needed {
    /** Names of CloudTrail that are not those of the API. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "InitiateMultipartUpload", "CreateMultipartUpload",
            "ListVersions", "ListObjectVersions");

    private static final Map<String, S3Operation.Occasion> HEADERS = Map.of(
            "versionId", S3Operation.Occasion.VERSION,
            "x-amz-tagging", S3Operation.Occasion.TAGS,
            "x-amz-acl", S3Operation.Occasion.ACL,
            "x-amz-object-lock-mode", S3Operation.Occasion.RETENTION,
            "x-amz-object-lock-legal-hold", S3Operation.Occasion.HOLD,
            "x-amz-bypass-governance-retention", S3Operation.Occasion.BYPASS);

    /** Of calls with none of these, which most are. */
    private static final Map<String, List<S3Operation.Permission>> PLAIN = S3Operation.all().stream()
            .collect(Collectors.toUnmodifiableMap(S3Operation::name, operation -> operation.needed(Set.of())));

    private Needed() {}

    /** None where the operation is not known. */
    static Optional<List<S3Operation.Permission>> of(LoggedRequest.Call call) {
        var name = OTHER_NAMES.getOrDefault(call.operation(), call.operation());
        if (isPlain(call.parameters())) {
            return Optional.ofNullable(PLAIN.get(name));
        }
        return S3Operation.named(name).map(operation -> operation.needed(occasions(call.parameters())));
    }

    private static boolean isPlain(Map<String, String> parameters) {
        for (var header : HEADERS.keySet()) {
            if (parameters.containsKey(header)) {
                return false;
            }
        }
        return true;
    }

    private static Set<S3Operation.Occasion> occasions(Map<String, String> parameters) {
        var given = EnumSet.noneOf(S3Operation.Occasion.class);
        HEADERS.forEach((header, occasion) -> {
            if (parameters.containsKey(header)) {
                given.add(occasion);
            }
        });
        return given;
    }
}
