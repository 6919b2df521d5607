package io.sluice.broker.browse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.broker.aws.UnavailableException;
import io.sluice.broker.person.IdentityToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Objects as a redacted view shows them. There is no other way here to the bytes behind it: no credentials are vended for it, and no
 * versions or sizes are told, since they would tell of what was taken out.
 */
public final class ViewShelf implements Shelf {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ViewDoor door;
    private final String view;
    private final IdentityToken token;

    ViewShelf(ViewDoor door, String view, IdentityToken token) {
        this.door = door;
        this.view = view;
        this.token = token;
    }

    @Override
    public Listing list(String prefix, Optional<String> from) {
        String path = "/views/" + encoded(view) + "?delimiter=%2F&max-keys=" + PAGE + "&prefix=" + encoded(prefix)
                + from.map(token -> "&continuation-token=" + encoded(token)).orElse("");
        HttpResponse<InputStream> answer = door.get(path, token);
        try (InputStream body = answer.body()) {
            return listing(JSON.readTree(body));
        } catch (IOException broken) {
            throw new UnavailableException("The redaction service", broken);
        }
    }

    private static Listing listing(JsonNode page) {
        List<Item> items = new ArrayList<>();
        page.path("prefixes").forEach(prefix -> items.add(Item.folder(prefix.asText())));
        page.path("keys")
                .forEach(object -> items.add(Item.unsized(
                        object.path("key").asText(), object.path("lastModified").asText())));
        return new Listing(
                items, Optional.ofNullable(page.path("continuationToken").textValue()));
    }

    @Override
    public List<Version> versions(String key) {
        return List.of();
    }

    @Override
    public Contents open(String key, Optional<String> version) {
        HttpResponse<InputStream> answer = door.get("/views/" + encoded(view) + "/" + path(key), token);
        return new Contents(answer.body(), Optional.empty(), Optional.empty());
    }

    private static String path(String key) {
        return encoded(key).replace("%2F", "/");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
