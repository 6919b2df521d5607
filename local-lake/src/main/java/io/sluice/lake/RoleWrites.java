package io.sluice.lake;

import io.sluice.lake.access.Authorizer;
import io.sluice.lake.access.Network;
import io.sluice.lake.accesslog.AccessLog;
import io.sluice.lake.accesslog.Event;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.Headers;
import io.sluice.lake.http.RequestHead;
import io.sluice.lake.lambda.BucketDestination;
import io.sluice.lake.principals.Identity;
import io.sluice.lake.principals.Principals;
import io.sluice.lake.principals.SessionRequest;
import io.sluice.lake.s3.Address;
import io.sluice.lake.s3.Permission;
import io.sluice.lake.signing.AuthType;
import io.sluice.lake.storage.ObjectKey;
import io.sluice.lake.storage.ObjectStore;
import io.sluice.lake.storage.PutObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Writes objects for Lambda, decided and logged as if the function's role had sent the request. */
final class RoleWrites implements BucketDestination {
    private final Parts parts;

    /** What it works with. */
    record Parts(
            Principals principals,
            Authorizer authorizer,
            ObjectStore store,
            AccessLog log,
            String region,
            Clock clock) {}

    RoleWrites(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void write(String roleArn, String sessionName, String bucket, String key, byte[] json) {
        var identity = identity(roleArn, sessionName);
        var head = new RequestHead("PUT", "/" + bucket + "/" + key, "", "localhost", new Headers(), "127.0.0.1", true);
        var visit = new Visit(head, parts.clock().instant());
        visit.named("PutObject", false);
        visit.signedBy(identity, AuthType.HEADER);
        visit.about("bucketName", bucket);
        visit.about("key", key);
        Event.Resource.of(
                        Address.bucket(bucket),
                        Optional.of(key),
                        parts.store().bucket(bucket).map(each -> each.account()))
                .forEach(visit::about);
        try {
            write(identity, head, visit, new Place(bucket, key), json);
        } catch (AwsException refusal) {
            visit.failed(refusal);
            throw refusal;
        } finally {
            parts.log()
                    .write(visit.event(
                            "s3.amazonaws.com",
                            false,
                            parts.region(),
                            parts.principals().account()));
        }
    }

    private record Place(String bucket, String key) {}

    private void write(Identity identity, RequestHead head, Visit visit, Place place, byte[] json) {
        if (parts.store().bucket(place.bucket()).isEmpty()) {
            throw new AwsException(ErrorCode.NoSuchBucket);
        }
        var gate = parts.authorizer().gate(Optional.of(identity), head, Network.INTERNET);
        visit.decidedBy(gate);
        var item = new Permission.Resource.Item(Address.bucket(place.bucket()), place.key());
        gate.require(new Permission("s3:PutObject", item, Map.of(), Map::of));
        try (var staged = parts.store().stage()) {
            staged.write(json);
            parts.store().put(PutObject.of(place.bucket(), ObjectKey.of(place.key())), staged);
        } catch (IOException e) {
            throw new UncheckedIOException("The record of a failed invocation could not be written", e);
        }
    }

    private Identity identity(String roleArn, String sessionName) {
        var role = parts.principals().role(roleArn).orElseThrow(() -> new AwsException(ErrorCode.AccessDenied));
        var session = new SessionRequest(
                sessionName.length() < 2 ? sessionName + "-" : sessionName, role.maxSessionDuration());
        return parts.principals()
                .identity(parts.principals().open(role, session).accessKeyId())
                .orElseThrow();
    }
}
