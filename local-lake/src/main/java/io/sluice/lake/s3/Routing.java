package io.sluice.lake.s3;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Headers;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the operation that a request asks for. A parameter that no row of the table knows is refused, since S3 has many sub-resources
 * ({@code ?acl}, {@code ?lifecycle}) without which the same request means something else.
 */
final class Routing {
    static final String COPY_SOURCE = "x-amz-copy-source";
    private static final List<Operation> ALL = List.of(Operation.values());
    private static final Set<String> FORMS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE");

    private Routing() {}

    static Operation operation(String method, Operation.Level level, Query query, Headers headers) {
        boolean copies = headers.has(COPY_SOURCE);
        var found = ALL.stream()
                .filter(each -> each.method().equals(method)
                        && each.level() == level
                        && query.names().containsAll(each.marks())
                        && (copies || !each.copies()))
                .max(Comparator.<Operation>comparingInt(each -> each.marks().size())
                        .thenComparing(Operation::copies));
        var operation = found.orElseThrow(() -> unknown(method, level, query));
        for (var name : query.names()) {
            if (!operation.marks().contains(name) && !operation.parameters().contains(name) && !isExtension(name)) {
                throw NotThere.parameter(name);
            }
        }
        return operation;
    }

    /** Names beginning with {@code x-} are no part of S3's own interface, but for the signature's. */
    private static boolean isExtension(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("x-");
    }

    private static AwsException unknown(String method, Operation.Level level, Query query) {
        var parameter =
                query.names().stream().filter(name -> !isExtension(name)).findFirst();
        if (parameter.isPresent() && FORMS.contains(method)) {
            return NotThere.parameter(parameter.get());
        }
        boolean form = level == Operation.Level.BUCKET && method.equals("POST");
        if (form || Arrays.asList("OPTIONS", "PATCH").contains(method)) {
            return new AwsException(ErrorCode.NotImplemented);
        }
        return new AwsException(ErrorCode.MethodNotAllowed);
    }
}
