package io.sluice.lake.addressing;

import java.util.Objects;
import java.util.Optional;

/**
 * What a request is addressed to, told from its host, path and query alone: which service, and for the data plane of S3 which
 * bucket, access point or alias, and which key. Nothing is looked up beyond what {@link Addressing} says, so a target may name
 * something that does not exist. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html">virtual hosting of buckets</a> and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-naming.html">referencing access points</a>.
 */
public sealed interface Target {
    /** The root of S3 itself: {@code GET} lists the caller's buckets. */
    record Service() implements Target {}

    /** The data plane of S3: something that holds objects and, where the request is about one of them, its key. */
    sealed interface DataPlane extends Target {
        /** The key, percent-decoded once and never normalised; never empty where present. */
        Optional<String> key();
    }

    /** A bucket by its own name. */
    record Bucket(String bucket, Optional<String> key) implements DataPlane {
        public Bucket {
            Objects.requireNonNull(bucket);
            Objects.requireNonNull(key);
        }
    }

    /** An access point by the host that stands for its ARN. */
    record AccessPoint(String account, String name, Optional<String> key) implements DataPlane {
        public AccessPoint {
            Objects.requireNonNull(account);
            Objects.requireNonNull(name);
            Objects.requireNonNull(key);
        }
    }

    /** An access point by its alias, {@code …-s3alias}, where a bucket's name would be. */
    record AccessPointAlias(String alias, Optional<String> key) implements DataPlane {
        public AccessPointAlias {
            Objects.requireNonNull(alias);
            Objects.requireNonNull(key);
        }
    }

    /** An Object Lambda access point by the host that stands for its ARN. */
    record ObjectLambda(String account, String name, Optional<String> key) implements DataPlane {
        public ObjectLambda {
            Objects.requireNonNull(account);
            Objects.requireNonNull(name);
            Objects.requireNonNull(key);
        }
    }

    /** An Object Lambda access point by its alias, {@code …--ol-s3}. */
    record ObjectLambdaAlias(String alias, Optional<String> key) implements DataPlane {
        public ObjectLambdaAlias {
            Objects.requireNonNull(alias);
            Objects.requireNonNull(key);
        }
    }

    /** What an Object Lambda function answers with, {@code WriteGetObjectResponse}. */
    record ObjectLambdaResponse(String route) implements Target {
        public ObjectLambdaResponse {
            Objects.requireNonNull(route);
        }
    }

    /** The control plane of S3 for one account. */
    record Control(String account) implements Target {
        public Control {
            Objects.requireNonNull(account);
        }
    }

    /** The control plane of Lambda, and what invokes functions by their names. */
    record Lambda() implements Target {}

    /**
     * A function by its URL.
     *
     * @param urlId the first label of the URL's host
     * @param rawPath the path that the function is to see, still percent-encoded
     */
    record FunctionUrl(String urlId, String rawPath) implements Target {
        public FunctionUrl {
            Objects.requireNonNull(urlId);
            Objects.requireNonNull(rawPath);
        }
    }
    /** S3 Access Grants of one account, which are part of the control plane of S3. */
    record Grants(String account) implements Target {}

    /** IAM Identity Center's exchange of tokens. */
    record IdentityCenter() implements Target {}

    /** The Security Token Service. */
    record Sts() implements Target {}

    /** EC2's instance metadata, which nobody signs for. */
    record Metadata() implements Target {}
}
