package io.sluice.catalogue.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of several permissions that a request was decided by, as the lake tells it.
 *
 * @param resource by its ARN in the form without an access point
 */
record TrailAsked(String action, String resource, String decision) {
    /** Reads the list that the parser is at the start of; what is none is passed over. */
    static List<TrailAsked> read(JsonToken token, JsonParser json) throws IOException {
        var all = new ArrayList<TrailAsked>();
        if (token != JsonToken.START_ARRAY) {
            json.skipChildren();
            return all;
        }
        for (var each = json.nextToken(); each != JsonToken.END_ARRAY && each != null; each = json.nextToken()) {
            if (each == JsonToken.START_OBJECT) {
                all.add(one(json));
            } else {
                json.skipChildren();
            }
        }
        return all;
    }

    private static TrailAsked one(JsonParser json) throws IOException {
        String action = "";
        String resource = "";
        String decision = "";
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (json.nextToken() != JsonToken.VALUE_STRING) {
                json.skipChildren();
                continue;
            }
            switch (name) {
                case "action" -> action = json.getText();
                case "resource" -> resource = json.getText();
                case "decision" -> decision = json.getText();
                default -> {}
            }
        }
        return new TrailAsked(action, resource, decision);
    }

    boolean isAllowed() {
        return decision.equals("Allowed");
    }

    /** The call for one object that a batch makes of this; none of what a batch of deletes does not ask for. */
    Optional<LoggedRequest.Call> call(Way way) {
        int slash = resource.indexOf('/');
        var key = slash < 0 ? "" : resource.substring(slash + 1);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        return switch (action) {
            case "s3:DeleteObject" -> Optional.of(new LoggedRequest.Call("DeleteObject", way, key, Map.of()));
            case "s3:DeleteObjectVersion" ->
                Optional.of(new LoggedRequest.Call("DeleteObject", way, key, Map.of("versionId", "")));
            case "s3:GetObject" -> Optional.of(new LoggedRequest.Call("GetObject", way, key, Map.of()));
            default -> Optional.empty();
        };
    }
}
