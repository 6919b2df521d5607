package io.sluice.bench.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * An HTTP layer with nothing behind it: {@code PUT} reads its body away, {@code GET} answers as many zeros as {@code ?size=} says, by
 * default 1 KiB. Every answer tells path and query as the layer gave them.
 */
interface Layer {
    String PATH = "X-Path";
    String QUERY = "X-Query";
    String ETAG = "\"d41d8cd98f00b204e9800998ecf8427e\"";

    /** Listens on a free port of the loopback interface, and tells it. */
    int start() throws Exception;

    static Layer named(String name) {
        return switch (name) {
            case "lake" -> new LakeLayer();
            case "jetty" -> new JettyLayer();
            case "helidon" -> new HelidonLayer();
            case "netty" -> new NettyLayer();
            case "jdk" -> new JdkLayer();
            default -> throw new IllegalArgumentException(name);
        };
    }

    static long size(String query) {
        return query != null && query.startsWith("size=") ? Long.parseLong(query.substring(5)) : 1024;
    }

    static void drain(InputStream in) throws IOException {
        var block = new byte[64 * 1024];
        var more = true;
        while (more) {
            more = in.read(block) >= 0;
        }
    }

    static void zeros(OutputStream out, long size) throws IOException {
        var block = new byte[(int) Math.min(size, 64 * 1024)];
        for (var left = size; left > 0; left -= block.length) {
            out.write(block, 0, (int) Math.min(left, block.length));
        }
    }

    /** Starts the named layer, prints its port, and ends with its standard input. */
    static void main(String[] arguments) throws Exception {
        System.out.println(named(arguments[0]).start());
        drain(System.in);
        System.exit(0);
    }
}
