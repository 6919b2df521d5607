package io.sluice.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Where everything listens. */
record DemoPorts(int lake, int oidc, int producer, int sales, int redaction, int broker) {
    /** Looked at before anything starts, so that nothing has to be stopped again. */
    void requireFree() throws IOException {
        var options = options();
        Set<Integer> wanted = new HashSet<>();
        for (var option : options.entrySet()) {
            int port = option.getValue();
            if (port < 1 || port > 65_535) {
                throw new IOException(option.getKey() + " " + port + " is no port; take one of 1 to 65535");
            }
            if (!wanted.add(port)) {
                throw new IOException("port " + port + " is asked for twice; give each part its own with "
                        + String.join(", ", options.keySet()));
            }
            requireFree(option.getKey(), port);
        }
    }

    private static void requireFree(String option, int port) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException taken) {
            throw new IOException(
                    "port " + port
                            + " is taken by another program, perhaps another demo: stop that, or take another port with "
                            + option,
                    taken);
        }
    }

    private Map<String, Integer> options() {
        var options = new LinkedHashMap<String, Integer>();
        options.put("--lake-port", lake);
        options.put("--oidc-port", oidc);
        options.put("--producer-port", producer);
        options.put("--sales-port", sales);
        options.put("--redaction-port", redaction);
        options.put("--broker-port", broker);
        return options;
    }
}
