package io.sluice.lake.accesslog;

import io.sluice.iam.Decision;
import io.sluice.lake.s3.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One request and what came of it, in the fields of a CloudTrail record. It holds nothing that could be used again: no token, no
 * signature, no query of a presigned URL. From <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail record
 * contents</a> and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-understanding-s3-entries.html">CloudTrail log file
 * entries for S3</a>.
 *
 * @param requestParameters what was asked for; only what {@link Parameters} lets through of a query
 * @param error none where the request was answered as asked
 * @param account the account that the event belongs to: the resource owner's
 */
public record Event(
        Instant time,
        Api api,
        Origin origin,
        UserIdentity identity,
        Map<String, String> requestParameters,
        Map<String, String> responseElements,
        Optional<Failure> error,
        Transfer transfer,
        String requestId,
        List<Resource> resources,
        String account,
        Optional<Deciding> deciding) {
    public Event {
        Objects.requireNonNull(time);
        Objects.requireNonNull(api);
        Objects.requireNonNull(origin);
        Objects.requireNonNull(identity);
        requestParameters = Map.copyOf(requestParameters);
        responseElements = Map.copyOf(responseElements);
        Objects.requireNonNull(error);
        Objects.requireNonNull(transfer);
        Objects.requireNonNull(requestId);
        resources = List.copyOf(resources);
        Objects.requireNonNull(account);
        Objects.requireNonNull(deciding);
    }

    /**
     * Which operation of which service.
     *
     * @param source {@code s3.amazonaws.com}
     * @param name {@code GetObject}
     * @param management whether it is about the resources themselves and not about the data in them
     */
    public record Api(String source, String name, String region, boolean readOnly, boolean management) {}

    /**
     * Where the request came from.
     *
     * @param secure whether it came by TLS
     * @param host the one that it asked for
     */
    public record Origin(String address, String userAgent, boolean secure, String host) {}

    /** A refusal or failure, by AWS's code and text. */
    public record Failure(String code, String message) {}

    /**
     * How the request was authenticated and what was moved.
     *
     * @param authentication {@code AuthHeader} or {@code QueryString}; empty for an unsigned request
     */
    public record Transfer(long bytesIn, long bytesOut, String authentication, String hostId) {}

    /**
     * Something that the request was about.
     *
     * @param type {@code AWS::S3::Object}
     * @param account its owner; none for objects
     */
    public record Resource(String type, String arn, Optional<String> account) {
        /**
         * What a request to the data plane of S3 was about: the object, the bucket, and the access point that it came through.
         *
         * @param owner the bucket's account; none where there is no such bucket
         */
        public static List<Resource> of(Address address, Optional<String> key, Optional<String> owner) {
            String bucket = "arn:aws:s3:::" + address.bucket();
            var all = new ArrayList<Resource>(3);
            key.ifPresent(name -> all.add(new Resource("AWS::S3::Object", bucket + "/" + name, Optional.empty())));
            all.add(new Resource("AWS::S3::Bucket", bucket, owner));
            address.accessPoint().ifPresent(arn -> all.add(accessPoint(arn)));
            return List.copyOf(all);
        }

        /** An Object Lambda access point, by its ARN. */
        public static Resource objectLambda(String arn) {
            return new Resource("AWS::S3ObjectLambda::AccessPoint", arn, Optional.of(arn.split(":", 6)[4]));
        }

        /** An access point, by its ARN. */
        public static Resource accessPoint(String arn) {
            return new Resource("AWS::S3::AccessPoint", arn, Optional.of(arn.split(":", 6)[4]));
        }
    }

    /**
     * What decided, as far as policies did: a member of ours, beside CloudTrail's.
     *
     * @param decision {@code Allowed}, {@code ExplicitlyDenied} or {@code ImplicitlyDenied}
     * @param policyType AWS's name of the kind of policy
     * @param document the policy's name; none where no policy allowed
     * @param statement its {@code Sid}, or its index
     * @param asked each permission that was asked for
     */
    public record Deciding(
            String decision,
            Optional<String> policyType,
            Optional<String> document,
            Optional<String> statement,
            List<Asked> asked) {
        public Deciding {
            asked = List.copyOf(asked);
        }

        public static Deciding of(Decision decision, List<Asked> asked) {
            return new Deciding(
                    decision.getClass().getSimpleName(),
                    Optional.of(decision.policyType().text()),
                    Optional.of(decision.document()).filter(name -> !name.isEmpty()),
                    Optional.of(decision.statement()).filter(name -> !name.isEmpty()),
                    asked);
        }
    }

    /**
     * One permission.
     *
     * @param resource by its ARN in the form without an access point
     * @param decision as {@link Deciding} has it
     */
    public record Asked(String action, String resource, String decision) {
        public static Asked of(String action, String resource, Decision decision) {
            return new Asked(action, resource, decision.getClass().getSimpleName());
        }
    }
}
