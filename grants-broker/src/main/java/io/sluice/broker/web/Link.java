package io.sluice.broker.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of this broker's pages. Keys are in the query, where nothing takes them for a path. */
final class Link {
    private Link() {}

    static String folder(String entry, String prefix) {
        return "/access/" + entry + "/browse?in=" + encoded(prefix);
    }

    static String page(String entry, String prefix, String from) {
        return folder(entry, prefix) + "&from=" + encoded(from);
    }

    static String object(String entry, String key) {
        return "/access/" + entry + "/object?key=" + encoded(key);
    }

    static String download(String entry, String key) {
        return "/access/" + entry + "/download?key=" + encoded(key);
    }

    static String version(String link, String version) {
        return link + "&version=" + encoded(version);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
