package io.sluice.lake.s3;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes one XML document of S3's. Characters that XML 1.0 cannot hold are written as numeric references, as S3 does, which parsers
 * refuse: a client that has such keys asks for {@code encoding-type=url}.
 */
public final class XmlOut {
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private final StringBuilder out = new StringBuilder(512);
    private final Deque<String> open = new ArrayDeque<>();

    private XmlOut(String root, String attributes) {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<").append(root).append(attributes);
        out.append('>');
        open.push(root);
    }

    /** A document in S3's name space. */
    static XmlOut document(String root) {
        return document(root, NAMESPACE);
    }

    /** A document in another name space. */
    public static XmlOut document(String root, String namespace) {
        return new XmlOut(root, " xmlns=\"" + namespace + '"');
    }

    /** A document without one, as errors are. */
    public static XmlOut plain(String root) {
        return new XmlOut(root, "");
    }

    /** Begins an element. */
    public XmlOut open(String name) {
        out.append('<').append(name).append('>');
        open.push(name);
        return this;
    }

    /** A grantee, whose kind S3 tells in an attribute. */
    XmlOut openTyped(String name, String type) {
        out.append('<').append(name);
        out.append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"")
                .append(type)
                .append("\">");
        open.push(name);
        return this;
    }

    /** Ends the innermost element that is open. */
    public XmlOut close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    public XmlOut text(String name, Object value) {
        out.append('<').append(name).append('>');
        escape(value.toString());
        out.append("</").append(name).append('>');
        return this;
    }

    XmlOut value(String text) {
        escape(text);
        return this;
    }

    public byte[] bytes() {
        while (!open.isEmpty()) {
            close();
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> {
                    if (c < ' ' || c == 0x7f || c == '\uFFFE' || c == '\uFFFF') {
                        out.append("&#x").append(Integer.toHexString(c)).append(';');
                    } else {
                        out.append(c);
                    }
                }
            }
        }
    }
}
