package io.sluice.lake.objectlambda;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.RequestHead;
import java.util.Arrays;

/**
 * The operations of the control plane that are about Object Lambda access points, by method and path below {@link #PATH}; a name is
 * event name and IAM action alike. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html">Amazon S3 Control</a>.
 */
public enum PointAction {
    CreateAccessPointForObjectLambda("PUT", true, ""),
    GetAccessPointForObjectLambda("GET", true, ""),
    DeleteAccessPointForObjectLambda("DELETE", true, ""),
    ListAccessPointsForObjectLambda("GET", false, ""),
    PutAccessPointConfigurationForObjectLambda("PUT", true, "configuration"),
    GetAccessPointConfigurationForObjectLambda("GET", true, "configuration"),
    PutAccessPointPolicyForObjectLambda("PUT", true, "policy"),
    GetAccessPointPolicyForObjectLambda("GET", true, "policy"),
    DeleteAccessPointPolicyForObjectLambda("DELETE", true, "policy"),
    GetAccessPointPolicyStatusForObjectLambda("GET", true, "policyStatus");

    /** Where all of them are. */
    public static final String PATH = "/v20180820/accesspointforobjectlambda";

    private final String method;
    private final boolean named;
    private final String aspect;

    PointAction(String method, boolean named, String aspect) {
        this.method = method;
        this.named = named;
        this.aspect = aspect;
    }

    /** Whether a request to the control plane is one of these. */
    public static boolean covers(RequestHead head) {
        return head.rawPath().equals(PATH) || head.rawPath().startsWith(PATH + "/");
    }

    /** The IAM action that it needs, {@code s3:CreateAccessPointForObjectLambda}. */
    String permission() {
        return "s3:" + name();
    }

    /** Whether it changes nothing. */
    public boolean readOnly() {
        return method.equals("GET");
    }

    /** Whether it is about one of them; IAM knows that as its resource. */
    boolean isNamed() {
        return named;
    }

    static PointAction of(String method, boolean named, String aspect) {
        var there = Arrays.stream(values())
                .filter(action -> action.named == named && action.aspect.equals(aspect))
                .toList();
        if (there.isEmpty()) {
            throw new AwsException(
                    ErrorCode.NotImplemented, "This operation of the S3 control plane is not part of this lake.");
        }
        return there.stream()
                .filter(action -> action.method.equals(method))
                .findFirst()
                .orElseThrow(() -> new AwsException(ErrorCode.MethodNotAllowed));
    }
}
