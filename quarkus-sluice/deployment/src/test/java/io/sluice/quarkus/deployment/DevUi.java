package io.sluice.quarkus.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Asks as the pages of the card ask: JSON-RPC in a web socket. */
record DevUi(int port) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ID = 7;

    static DevUi onFreePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new DevUi(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the card answers. */
    JsonNode ask(String method, Map<String, String> parameters) throws Exception {
        var request = JSON.writeValueAsString(
                Map.of("jsonrpc", "2.0", "id", ID, "method", "quarkus-sluice_" + method, "params", parameters));
        var answer = new Answer();
        try (var http = HttpClient.newHttpClient()) {
            var socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://localhost:" + port + "/q/dev-ui/json-rpc-ws"), answer)
                    .get(20, TimeUnit.SECONDS);
            socket.sendText(request, true).get(20, TimeUnit.SECONDS);
            var result = answer.whole.get(20, TimeUnit.SECONDS).at("/result/object");
            socket.abort();
            return result;
        }
    }

    /** The message with the id of the request; the Dev UI sends others of its own. */
    private static final class Answer implements WebSocket.Listener {
        private final CompletableFuture<JsonNode> whole = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void take(String message) {
            try {
                var json = JSON.readTree(message);
                if (json.path("id").asInt() == ID) {
                    whole.complete(json);
                }
            } catch (IOException e) {
                whole.completeExceptionally(e);
            }
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            whole.completeExceptionally(error);
        }
    }
}
