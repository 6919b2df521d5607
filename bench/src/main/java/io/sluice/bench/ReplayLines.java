package io.sluice.bench;

import java.util.Locale;

/** Lines of logs in every length and member that their writers give them: applications read, write and list, some are refused. */
final class ReplayLines {
    private static final LargeCatalogue CATALOGUE = LargeCatalogue.FULL;
    private static final String REQUEST = LargeCatalogue.BUCKET;

    private ReplayLines() {}

    /** One request. */
    private record Asked(int application, String operation, String key, String prefix, boolean allowed) {
        static Asked of(int number) {
            int application = (int) (number * 7919L % CATALOGUE.applications());
            boolean beside = number % 50 == 0;
            int own = application * CATALOGUE.dataSets();
            int set = (own + (beside ? 5_000 : 0) + number % CATALOGUE.dataSets()) % CATALOGUE.allDataSets();
            var prefix = CATALOGUE.prefix(set);
            var key = prefix + "dt=2026_03_" + (10 + number % 20) + "/part-" + number + ".json";
            return switch (number % 10) {
                case 0 -> new Asked(application, "ListObjectsV2", "", prefix, !beside);
                case 1, 2 -> new Asked(application, "PutObject", key, "", !beside);
                default -> new Asked(application, "GetObject", key, "", !beside);
            };
        }

        String role() {
            return LargeCatalogue.role(application);
        }

        String session() {
            return "i-0abc" + application % 7;
        }

        String point() {
            return "arn:aws:s3:us-east-1:" + LargeCatalogue.ACCOUNT + ":accesspoint/"
                    + LargeCatalogue.accessPoint(application);
        }
    }

    static String lake(int number) {
        var asked = Asked.of(number);
        var deciding = asked.allowed
                ? "\"Allowed\",\"policyType\":\"resource-based policy\",\"document\":\"" + asked.point()
                        + "\",\"statement\":\"Objects\""
                : "\"ImplicitlyDenied\",\"policyType\":\"identity-based policy\"";
        return record(number, asked, ",\"sluice\":{\"decision\":" + deciding + "}");
    }

    static String cloudTrail(int number) {
        return record(
                number,
                Asked.of(number),
                ",\"tlsDetails\":{\"tlsVersion\":\"TLSv1.3\",\"cipherSuite\":\"TLS_AES_128_GCM_SHA256\","
                        + "\"clientProvidedHostHeader\":\"s3.us-east-1.amazonaws.com\"}");
    }

    private static String record(int number, Asked asked, String more) {
        var error = asked.allowed ? "" : "\"errorCode\":\"AccessDenied\",\"errorMessage\":\"Access Denied\",";
        var parameters = asked.key.isEmpty()
                ? "\"list-type\":\"2\",\"prefix\":\"" + asked.prefix + "\""
                : "\"key\":\"" + asked.key + "\"";
        var object = asked.key.isEmpty()
                ? ""
                : "{\"type\":\"AWS::S3::Object\",\"ARN\":\"arn:aws:s3:::" + REQUEST + "/" + asked.key + "\"},";
        return """
                {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE%1$s:%2$s",\
                "arn":"arn:aws:sts::111122223333:assumed-role/%1$s/%2$s","accountId":"111122223333",\
                "accessKeyId":"ASIAEXAMPLE%3$d","sessionContext":{"sessionIssuer":{"type":"Role",\
                "principalId":"AROAEXAMPLE%1$s","arn":"arn:aws:iam::111122223333:role/%1$s","accountId":"111122223333",\
                "userName":"%1$s"},"attributes":{"creationDate":"2026-03-01T09:00:00Z","mfaAuthenticated":"false"}}},\
                "eventTime":"2026-03-01T%4$02d:%5$02d:00Z","eventSource":"s3.amazonaws.com","eventName":"%6$s",\
                "awsRegion":"us-east-1","sourceIPAddress":"192.0.2.3",\
                "userAgent":"[aws-sdk-java/2.35.10 md/io#sync md/http#Apache ua/2.1 api/S3#2.35.x os/Linux lang/java#25]",\
                %7$s"requestParameters":{"bucketName":"%8$s","Host":"s3.us-east-1.amazonaws.com",%9$s},\
                "responseElements":null,"additionalEventData":{"SignatureVersion":"SigV4",\
                "CipherSuite":"TLS_AES_128_GCM_SHA256","AuthenticationMethod":"AuthHeader","bytesTransferredIn":0,\
                "bytesTransferredOut":1207,"x-amz-id-2":"gK+s2ef5mwnbzS9oJivEAG3arCgelp10yffqf3HDOfMEoQ6VPOgckpwImNoQRJKYs"},\
                "requestID":"0EE788F3D1B7030D","eventID":"2fd0dd31-5d8a-4643-945c-a20206a324c2","readOnly":true,\
                "resources":[%10$s{"accountId":"111122223333","type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::%11$s"},\
                {"accountId":"111122223333","type":"AWS::S3::AccessPoint","ARN":"%8$s"}],"eventType":"AwsApiCall",\
                "managementEvent":false,"recipientAccountId":"111122223333","eventCategory":"Data"%12$s}\
                """.formatted(
                        asked.role(),
                        asked.session(),
                        asked.application,
                        number / 2100 % 24,
                        number / 35 % 60,
                        asked.operation,
                        error,
                        asked.point(),
                        parameters,
                        object,
                        REQUEST,
                        more);
    }

    static String server(int number) {
        var asked = Asked.of(number);
        var operation =
                switch (asked.operation) {
                    case "GetObject" -> "REST.GET.OBJECT";
                    case "PutObject" -> "REST.PUT.OBJECT";
                    default -> "REST.GET.BUCKET";
                };
        var path = asked.key.isEmpty()
                ? "?list-type=2&prefix=" + asked.prefix.replace("/", "%2F")
                : asked.key.replace("=", "%3D");
        return String.format(
                Locale.ROOT,
                "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be %s [01/Mar/2026:%02d:%02d:00 +0000]"
                        + " 192.0.2.3 arn:aws:sts::111122223333:assumed-role/%s/%s 3E57427F33A59F07 %s %s \"%s /%s"
                        + " HTTP/1.1\" %s 1207 1207 12 11 \"-\" \"aws-sdk-java/2.35.10 md/io#sync md/http#Apache ua/2.1\" -"
                        + " s9lzHYrFp76ZVxRcpX9+5cjAnEH2ROuNkd2BHfIa6UkFVdtjf5mKR3/eTPFvsiP/XV/VLi31234= SigV4"
                        + " TLS_AES_128_GCM_SHA256 AuthHeader s3.us-east-1.amazonaws.com TLSv1.3 %s - us-east-1",
                REQUEST,
                number / 2100 % 24,
                number / 35 % 60,
                asked.role(),
                asked.session(),
                operation,
                asked.key.isEmpty() ? "-" : asked.key.replace("=", "%253D"),
                asked.operation.equals("PutObject") ? "PUT" : "GET",
                path,
                asked.allowed ? "200 -" : "403 AccessDenied",
                asked.point());
    }
}
