package io.sluice.lake.accesspoint;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The operations of the control plane that are here, by method and path below {@code /v20180820}; a name is event name and IAM action
 * alike where nothing else is said. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html">Amazon S3 Control</a> and <a
 * href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">actions for Amazon S3</a>.
 */
public enum ControlAction {
    CreateAccessPoint("PUT", "/accesspoint/{name}"),
    GetAccessPoint("GET", "/accesspoint/{name}"),
    DeleteAccessPoint("DELETE", "/accesspoint/{name}"),
    ListAccessPoints("GET", "/accesspoint"),
    PutAccessPointPolicy("PUT", "/accesspoint/{name}/policy"),
    GetAccessPointPolicy("GET", "/accesspoint/{name}/policy"),
    DeleteAccessPointPolicy("DELETE", "/accesspoint/{name}/policy"),
    GetAccessPointPolicyStatus("GET", "/accesspoint/{name}/policyStatus"),
    GetPublicAccessBlock("GET", "/configuration/publicAccessBlock", "GetAccountPublicAccessBlock"),
    PutPublicAccessBlock("PUT", "/configuration/publicAccessBlock", "PutAccountPublicAccessBlock"),
    DeletePublicAccessBlock("DELETE", "/configuration/publicAccessBlock", "PutAccountPublicAccessBlock");

    private final String method;
    private final String path;
    private final String permission;

    ControlAction(String method, String path) {
        this(method, path, "");
    }

    ControlAction(String method, String path, String permission) {
        this.method = method;
        this.path = path;
        this.permission = "s3:" + (permission.isEmpty() ? name() : permission);
    }

    /** The IAM action that it needs, {@code s3:CreateAccessPoint}. */
    public String permission() {
        return permission;
    }

    /** Whether it changes nothing. */
    public boolean readOnly() {
        return method.equals("GET");
    }

    boolean isAt(List<String> segments) {
        String[] own = path.split("/", -1);
        return segments.size() == own.length
                && IntStream.range(0, own.length)
                        .allMatch(i -> own[i].equals("{name}") || own[i].equals(segments.get(i)));
    }

    boolean hasMethod(String asked) {
        return method.equals(asked);
    }

    /** Whether IAM knows the access point as its resource; the others are granted on {@code *} alone. */
    boolean isOnAccessPoint() {
        return switch (this) {
            case CreateAccessPoint,
                    DeleteAccessPoint,
                    PutAccessPointPolicy,
                    GetAccessPointPolicy,
                    DeleteAccessPointPolicy,
                    GetAccessPointPolicyStatus -> true;
            case GetAccessPoint,
                    ListAccessPoints,
                    GetPublicAccessBlock,
                    PutPublicAccessBlock,
                    DeletePublicAccessBlock -> false;
        };
    }
}
