package io.sluice.producer;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Requests that are answered before any event is taken.
 *
 * @param error what is wrong, for the person who sent it
 */
record Problem(String error) {

    static WebApplicationException badRequest(String error) {
        return new WebApplicationException(answer(400, error).build());
    }

    /** Nothing was read: the sender may send the same again a little later. */
    static WebApplicationException saturated() {
        return new WebApplicationException(answer(503, "too many senders at once; nothing was read")
                .header(HttpHeaders.RETRY_AFTER, 1)
                .build());
    }

    private static Response.ResponseBuilder answer(int status, String error) {
        return Response.status(status).type(MediaType.APPLICATION_JSON).entity(new Problem(error));
    }
}
