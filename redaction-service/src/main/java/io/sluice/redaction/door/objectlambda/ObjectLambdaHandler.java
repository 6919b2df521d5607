package io.sluice.redaction.door.objectlambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The function that an Object Lambda access point calls: {@code QUARKUS_LAMBDA_HANDLER=object-lambda}. */
@Named("object-lambda")
final class ObjectLambdaHandler implements RequestStreamHandler {
    private final ObjectLambdaDoor door;

    ObjectLambdaHandler(ObjectLambdaDoor door) {
        this.door = door;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
        door.handle(EventReader.read(event)).write(out);
    }
}
