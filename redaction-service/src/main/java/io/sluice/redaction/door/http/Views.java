package io.sluice.redaction.door.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.redaction.HashKeys;
import io.sluice.redaction.Redactor;
import io.sluice.redaction.View;
import io.sluice.redaction.ViewException;
import io.sluice.redaction.door.RefusedException;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The views that the catalogue has written, each with its redactor. They are read once: other views are another start. */
final class Views {

    /**
     * A view ready for use.
     *
     * @param digest changes with everything that the view says
     */
    record Ready(View view, Redactor redactor, String digest) {
        Ready {
            requireNonNull(view);
            requireNonNull(redactor);
            requireNonNull(digest);
        }
    }

    private final Map<String, Ready> byName = new TreeMap<>();

    private Views() {}

    /**
     * @throws ViewException where the JSON is something else than views that can be used
     */
    static Views read(byte[] json, HashKeys keys) throws IOException {
        Views views = new Views();
        List<String> digests = digests(json);
        int index = 0;
        for (View view : View.readAll(json)) {
            views.byName.put(view.name(), new Ready(view, Redactor.of(view, keys), digests.get(index++)));
        }
        return views;
    }

    static Views none() {
        return new Views();
    }

    private static List<String> digests(byte[] json) throws IOException {
        List<String> digests = new ArrayList<>();
        for (JsonNode document : new ObjectMapper().readTree(json)) {
            digests.add(
                    HexFormat.of().formatHex(sha256().digest(document.toString().getBytes(UTF_8))));
        }
        return digests;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    List<View> all() {
        return byName.values().stream().map(Ready::view).toList();
    }

    /**
     * The view, if it is made for the caller.
     *
     * @throws RefusedException 403, the same whether it is not there or for somebody else
     */
    Ready require(String name, Caller caller) throws RefusedException {
        Ready ready = byName.get(name);
        if (ready == null || !caller.mayRead(ready.view())) {
            throw new RefusedException(403, "AccessDenied", "There is no view of this name for you");
        }
        return ready;
    }
}
