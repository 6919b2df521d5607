package io.sluice.lake.http;

import java.io.IOException;

/** What the server calls with each request. An exception that leaves it closes the connection, after a 500 where that can still be said. */
@FunctionalInterface
public interface Handler {
    void handle(Exchange exchange) throws IOException;
}
