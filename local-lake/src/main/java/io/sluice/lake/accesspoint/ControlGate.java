package io.sluice.lake.accesspoint;

/** Decides for the caller of one request to the control plane. Whatever is not plainly allowed is refused. */
public interface ControlGate {
    /** The caller's ARN. */
    String caller();

    /**
     * Goes on only where the permission is given.
     *
     * @throws io.sluice.lake.error.AwsException {@code AccessDenied}
     */
    void require(ControlPermission permission);
}
