package io.sluice.lake.http;

import java.io.IOException;

/** Other requests hold the memory that there is for bodies; later there will be some. */
public final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1L;

    NoRoomException() {
        super("no memory is left for a body");
    }
}
