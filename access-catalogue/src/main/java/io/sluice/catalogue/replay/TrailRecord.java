package io.sluice.catalogue.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The members of one CloudTrail record that tell what was decided; the others are passed over. From <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail record
 * contents</a>. What is absent is empty.
 */
final class TrailRecord {
    final Map<String, String> texts = new HashMap<>();
    final Map<String, String> parameters = new HashMap<>();
    final Map<String, String> response = new HashMap<>();
    String bucketArn = "";
    String objectArn = "";
    String accessPointArn = "";
    String objectLambdaArn = "";

    private TrailRecord() {}

    /** Reads the object that the parser is at the start of. */
    static TrailRecord read(JsonParser json) throws IOException {
        var record = new TrailRecord();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            record.member(name, json);
        }
        return record;
    }

    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    static TrailRecord empty() {
        return new TrailRecord();
    }

    /** Reads the value of a member that the parser has the name of. */
    void member(String name, JsonParser json) throws IOException {
        var token = json.nextToken();
        switch (name) {
            case "eventTime", "eventSource", "eventName", "eventCategory", "errorCode", "errorMessage" ->
                put(texts, name, token, json);
            case "userIdentity" -> identity(token, json);
            case "requestParameters" -> all(parameters, token, json);
            case "responseElements" -> all(response, token, json);
            case "additionalEventData" -> some(token, json, "CipherSuite");
            case "tlsDetails" -> some(token, json, "tlsVersion");
            case "sluice" -> some(token, json, "decision");
            case "resources" -> resources(token, json);
            default -> json.skipChildren();
        }
    }

    private void identity(JsonToken token, JsonParser json) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            var value = json.nextToken();
            switch (name) {
                case "type", "arn", "accountId", "accessKeyId", "invokedBy" -> put(texts, name, value, json);
                default -> json.skipChildren();
            }
        }
    }

    private void some(JsonToken token, JsonParser json, String wanted) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            var value = json.nextToken();
            if (name.equals(wanted)) {
                put(texts, name, value, json);
            } else {
                json.skipChildren();
            }
        }
    }

    private static void all(Map<String, String> into, JsonToken token, JsonParser json) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            put(into, name, json.nextToken(), json);
        }
    }

    /** Numbers and booleans as they are written; what has parts is no text. */
    private static void put(Map<String, String> into, String name, JsonToken token, JsonParser json)
            throws IOException {
        if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            into.put(name, json.getText());
        } else {
            json.skipChildren();
        }
    }

    private void resources(JsonToken token, JsonParser json) throws IOException {
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
