package io.sluice.bench.http;

import java.util.concurrent.Executors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty 12 without servlets, on virtual threads, with the laxest rules for targets that it has. */
final class JettyLayer implements Layer {
    @Override
    public int start() throws Exception {
        var threads = new QueuedThreadPool();
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var server = new Server(threads);
        var rules = new HttpConfiguration();
        rules.setSendServerVersion(false);
        rules.setUriCompliance(UriCompliance.UNSAFE);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(rules));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Answering());
        server.start();
        return connector.getLocalPort();
    }

    private static final class Answering extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            var uri = request.getHttpURI();
            var isPut = request.getMethod().equals("PUT");
            var size = isPut ? 0 : Layer.size(uri.getQuery());
            response.getHeaders().put(PATH, String.valueOf(uri.getPath()));
            response.getHeaders().put(QUERY, String.valueOf(uri.getQuery()));
            response.getHeaders().put("ETag", ETAG);
            response.getHeaders().put("Content-Length", size);
            if (isPut) {
                Layer.drain(Request.asInputStream(request));
            } else if (!request.getMethod().equals("HEAD")) {
                try (var out = Response.asBufferedOutputStream(request, response)) {
                    Layer.zeros(out, size);
                }
            }
            callback.succeeded();
            return true;
        }
    }
}
