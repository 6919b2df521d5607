package io.sluice.lake.http;

import java.util.Locale;

/**
 * A request target taken apart without decoding or normalising, per <a
 * href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112, 3.2</a>: origin form, or absolute form where the server
 * is used as a proxy.
 *
 * @param scheme empty for the origin form
 * @param authority empty for the origin form
 */
record RequestTarget(String scheme, String authority, String rawPath, String rawQuery) {

    static RequestTarget parse(String method, String target) throws BadRequestException {
        if (method.equals("CONNECT")) {
            throw new BadRequestException(501, "no tunnels");
        }
        if (target.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new BadRequestException(400, "control character in the request target");
        }
        if (target.startsWith("/")) {
            return split("", "", target);
        }
        var lower = target.substring(0, Math.min(8, target.length())).toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://")) {
            return absolute("http", target.substring(7));
        }
        if (lower.startsWith("https://")) {
            return absolute("https", target.substring(8));
        }
        throw new BadRequestException(400, "request target");
    }

    private static RequestTarget absolute(String scheme, String rest) throws BadRequestException {
        var end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        var authority = rest.substring(0, end);
        if (authority.isEmpty() || authority.contains("@")) {
            throw new BadRequestException(400, "authority");
        }
        var path = rest.substring(end);
        return split(scheme, authority, path.startsWith("/") ? path : "/" + path);
    }

    private static RequestTarget split(String scheme, String authority, String target) {
        var query = target.indexOf('?');
        return query < 0
                ? new RequestTarget(scheme, authority, target, "")
                : new RequestTarget(scheme, authority, target.substring(0, query), target.substring(query + 1));
    }

    /** Whether a {@code Host} field names the authority of this target; a port that is the scheme's own need not be said. */
    boolean agreesWith(String host) {
        return authority.isEmpty() || withoutDefaultPort(authority).equalsIgnoreCase(withoutDefaultPort(host));
    }

    private String withoutDefaultPort(String host) {
        var port = scheme.equals("https") ? ":443" : ":80";
        return host.endsWith(port) ? host.substring(0, host.length() - port.length()) : host;
    }
}
