package io.sluice.catalogue.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The ARNs of what a record is about, one of each kind; empty where there is none. */
final class TrailResources {
    private String bucketArn = "";
    private String objectArn = "";
    private String accessPointArn = "";
    private String objectLambdaArn = "";

    String bucketArn() {
        return bucketArn;
    }

    String objectArn() {
        return objectArn;
    }

    String accessPointArn() {
        return accessPointArn;
    }

    String objectLambdaArn() {
        return objectLambdaArn;
    }

    /** Reads the value of {@code resources}, which the parser is at. */
    void read(JsonToken token, JsonParser json) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (var each = json.nextToken(); each != JsonToken.END_ARRAY && each != null; each = json.nextToken()) {
            if (each == JsonToken.START_OBJECT) {
                resource(json);
            } else {
                json.skipChildren();
            }
        }
    }

    private void resource(JsonParser json) throws IOException {
        String type = "";
        String arn = "";
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            var value = json.nextToken();
            if (value == JsonToken.VALUE_STRING && name.equals("type")) {
                type = json.getText();
            } else if (value == JsonToken.VALUE_STRING && name.equals("ARN")) {
                arn = json.getText();
            } else {
                json.skipChildren();
            }
        }
        switch (type) {
            case "AWS::S3::Object" -> objectArn = arn;
            case "AWS::S3::Bucket" -> bucketArn = arn;
            case "AWS::S3::AccessPoint" -> accessPointArn = arn;
            case "AWS::S3ObjectLambda::AccessPoint" -> objectLambdaArn = arn;
            default -> {}
        }
    }
}
