package io.sluice.catalogue.replay;

import java.util.Optional;

/**
 * Keys of server access logs. The field has the path of the request, and that encoded once more; the request itself, in the next field, tells
 * whether a line does.
 */
final class LoggedKey {
    private LoggedKey() {}

    /**
     * The key.
     *
     * @param uri {@code GET /bucket/key?versionId=1 HTTP/1.1}
     * @return empty text where there is none; none where it can be read in two ways
     */
    static Optional<String> of(String field, String uri) {
        var once = Percent.decode(field);
        var twice = once.flatMap(Percent::decode);
        if (once.isEmpty() || once.equals(twice)) {
            return once;
        }
        var path = path(uri);
        if (path.endsWith("/" + once.get())) {
            return twice;
        }
        return path.endsWith("/" + field) ? once : Optional.empty();
    }

    private static String path(String uri) {
        int from = uri.indexOf(' ') + 1;
        int space = uri.lastIndexOf(' ');
        var target = uri.substring(from, space < from ? uri.length() : space);
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
