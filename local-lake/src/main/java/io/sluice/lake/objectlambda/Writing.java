package io.sluice.lake.objectlambda;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Headers;
import io.sluice.lake.s3.RequestBody;
import java.io.IOException;

/** What {@code WriteGetObjectResponse} does, once its writer is known and may. */
public final class Writing {
    private Writing() {}

    /**
     * Answers the caller that waits, and returns when that has all of it.
     *
     * @param headers of the request
     * @throws AwsException where this is not the first answer, is none, or the caller did not take it
     */
    public static void write(OpenCall call, Headers headers, RequestBody body) throws IOException {
        if (!call.claim()) {
            throw OpenCalls.invalidToken();
        }
        Response response;
        try {
            response = Response.of(headers, body.length().orElse(-1) != 0);
        } catch (AwsException wrong) {
            call.wroteWrong(wrong.getMessage());
            throw wrong;
        }
        var reply = new Reply(response, body);
        if (!call.write(reply)) {
            throw new AwsException(ErrorCode.ConnectionClosedByRequester);
        }
        reply.await();
    }
}
