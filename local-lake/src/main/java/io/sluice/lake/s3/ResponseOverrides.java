package io.sluice.lake.s3;

import io.sluice.lake.http.Headers;
import java.util.Map;

/** The {@code response-*} parameters of <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>. */
final class ResponseOverrides {
    private static final Map<String, String> HEADERS = Map.of(
            "response-cache-control", "Cache-Control",
            "response-content-disposition", "Content-Disposition",
            "response-content-encoding", "Content-Encoding",
            "response-content-language", "Content-Language",
            "response-content-type", "Content-Type",
            "response-expires", "Expires");

    private ResponseOverrides() {}

    static String[] parameters() {
        return HEADERS.keySet().toArray(String[]::new);
    }

    static void apply(Query query, Headers answer) {
        HEADERS.forEach((parameter, header) ->
                query.nonEmpty(parameter).ifPresent(value -> answer.set(header, HeaderText.safe(value))));
    }
}
