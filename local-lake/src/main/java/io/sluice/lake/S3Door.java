package io.sluice.lake;

import io.sluice.lake.access.Authorizer;
import io.sluice.lake.access.Network;
import io.sluice.lake.accesslog.Event;
import io.sluice.lake.accesspoint.Addresses;
import io.sluice.lake.addressing.Target;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.http.Exchange;
import io.sluice.lake.principals.Identity;
import io.sluice.lake.s3.Address;
import io.sluice.lake.s3.Answer;
import io.sluice.lake.s3.Caller;
import io.sluice.lake.s3.S3;
import io.sluice.lake.s3.S3Request;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** Serves a request to S3's data plane: who is it, through which gate does it come, may it; then {@link S3} does it. */
final class S3Door {
    private static final Caller ANONYMOUS = new Caller("anonymous", "anonymous");

    private final Parts parts;

    /**
     * What the door works with.
     *
     * @param bucketOwner the account that owns a bucket; none where there is no such bucket
     */
    record Parts(
            Entrance entrance,
            S3 s3,
            Addresses addresses,
            Authorizer authorizer,
            Function<String, Optional<String>> bucketOwner,
            Clock clock) {}

    S3Door(Parts parts) {
        this.parts = parts;
    }

    void serve(Exchange exchange, Target target, Visit visit) throws IOException {
        var answer = new Answer(exchange, visit.requestId(), visit.hostId(), parts.clock());
        try {
            perform(exchange, target, visit, answer);
        } catch (AwsException refusal) {
            visit.failed(refusal);
            answer.error(refusal);
        } catch (IOException broken) {
            visit.broke(broken);
            throw broken;
        } catch (RuntimeException fault) {
            answer.error(visit.fault(fault));
        } finally {
            visit.sent(answer.bytes());
        }
    }

    private void perform(Exchange exchange, Target target, Visit visit, Answer answer) throws IOException {
        var arrival = parts.entrance().admit(exchange, visit);
        visit.received(arrival.length().orElse(0));
        var data = target instanceof Target.DataPlane found ? Optional.of(found) : Optional.<Target.DataPlane>empty();
        var key = data.flatMap(Target.DataPlane::key);
        var address = data.map(parts.addresses()::of);
        address.ifPresent(place -> describe(place, key, visit));
        var request = S3Request.parse(exchange.head(), address, key);
        visit.named(request.operation().name());
        var gate = parts.authorizer().gate(arrival.signer(), exchange.head(), Network.INTERNET);
        visit.decidedBy(gate);
        var caller = arrival.signer().map(S3Door::caller).orElse(ANONYMOUS);
        parts.s3().perform(request, caller, gate, arrival, answer);
    }

    private static Caller caller(Identity signer) {
        return new Caller(signer.principal().account(), signer.principal().arn());
    }

    /** The object, the bucket and the access point, as CloudTrail's data events name them. */
    private void describe(Address address, Optional<String> key, Visit visit) {
        var bucket = "arn:aws:s3:::" + address.bucket();
        var owner = parts.bucketOwner().apply(address.bucket());
        visit.about("bucketName", address.accessPoint().orElse(address.bucket()));
        key.ifPresent(name -> {
            visit.about("key", name);
            visit.about(new Event.Resource("AWS::S3::Object", bucket + "/" + name, Optional.empty()));
        });
        visit.about(new Event.Resource("AWS::S3::Bucket", bucket, owner));
        address.accessPoint().ifPresent(arn -> visit.about(new Event.Resource("AWS::S3::AccessPoint", arn, owner)));
    }
}
