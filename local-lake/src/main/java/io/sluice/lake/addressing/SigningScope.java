package io.sluice.lake.addressing;

import io.sluice.lake.http.RequestHead;

/**
 * What a request says it was signed for. Read before the signature is verified, so it only ever chooses between targets that both
 * verify and authorise the request for themselves.
 */
public final class SigningScope {
    private static final String PRESIGNED = "X-Amz-Credential=";
    private static final String HEADER = "Credential=";

    private SigningScope() {}

    static boolean isSigned(RequestHead head) {
        return head.headers().has("authorization") || head.rawQuery().contains(PRESIGNED);
    }

    /** The service of the credential scope, {@code s3} or {@code sts}; empty where there is none. */
    public static String service(RequestHead head) {
        String authorization = head.headers().first("authorization").orElse("");
        int at = authorization.indexOf(HEADER);
        if (at >= 0) {
            return fourth(authorization.substring(at + HEADER.length()), "/");
        }
        int presigned = head.rawQuery().indexOf(PRESIGNED);
        return presigned < 0 ? "" : fourth(head.rawQuery().substring(presigned + PRESIGNED.length()), "%2F");
    }

    private static String fourth(String scope, String separator) {
        int from = 0;
        for (int i = 0; i < 3; i++) {
            int next = scope.indexOf(separator, from);
            if (next < 0) {
                return "";
            }
            from = next + separator.length();
        }
        int end = scope.indexOf(separator, from);
        return end < 0 ? "" : scope.substring(from, end);
    }
}
