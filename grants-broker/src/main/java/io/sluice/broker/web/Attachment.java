package io.sluice.broker.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What makes a browser save an answer as a file of this name, after <a href="https://www.rfc-editor.org/rfc/rfc6266">RFC 6266</a>. */
final class Attachment {
    private Attachment() {}

    static String named(String name) {
        String given = name.isEmpty() ? "object" : name;
        String plain = given.replaceAll("[^A-Za-z0-9._ -]", "_");
        String encoded = URLEncoder.encode(given, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }
}
