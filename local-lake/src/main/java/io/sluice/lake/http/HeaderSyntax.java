package io.sluice.lake.http;

import java.util.BitSet;

/** The characters that <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.5">RFC 9110, 5.5 and 5.6.2</a> allow. */
final class HeaderSyntax {
    private static final BitSet TOKEN = new BitSet();

    static {
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                .chars()
                .forEach(TOKEN::set);
    }

    private HeaderSyntax() {}

    static String name(String name) throws BadRequestException {
        if (!isToken(name)) {
            throw new BadRequestException(400, "not a token");
        }
        return name;
    }

    static String value(String value) throws BadRequestException {
        var checked = value == null ? "" : value;
        if (!isField(checked)) {
            throw new BadRequestException(400, "control character in a header field");
        }
        return checked;
    }

    static boolean isToken(String name) {
        return !name.isEmpty() && name.chars().allMatch(TOKEN::get);
    }

    static boolean isField(String value) {
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
