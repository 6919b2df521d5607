package io.sluice.lake.identitycenter;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.lake.identitycenter.OidcException.Code;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The members of a call of CreateTokenWithIAM. Prints no token.
 *
 * @param clientId the ARN of the application
 * @param scopes empty for all that the application has
 */
record TokenRequest(String clientId, String grantType, Optional<String> assertion, Set<String> scopes) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static TokenRequest parse(byte[] body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (IOException _) {
            throw invalid("The request is not JSON.");
        }
        if (!json.isObject()) {
            throw invalid("The request is not a JSON object.");
        }
        return new TokenRequest(
                required(json, "clientId"), required(json, "grantType"), text(json, "assertion"), scopes(json));
    }

    private static Set<String> scopes(JsonNode json) {
        var scopes = new LinkedHashSet<String>();
        json.path("scope").forEach(scope -> scopes.add(scope.asText()));
        return scopes;
    }

    private static String required(JsonNode json, String name) {
        return text(json, name).orElseThrow(() -> invalid(name + " is missing."));
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue()).filter(text -> !text.isEmpty());
    }

    private static OidcException invalid(String why) {
        return new OidcException(Code.INVALID_REQUEST, why);
    }

    @Override
    public String toString() {
        return "TokenRequest[" + clientId + ", " + grantType + "]";
    }
}
