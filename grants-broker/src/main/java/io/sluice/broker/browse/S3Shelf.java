package io.sluice.broker.browse;

import io.sluice.broker.aws.Aws;
import io.sluice.broker.aws.RefusedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/** Objects of a bucket, read with credentials that were vended to this person for reading them. */
public final class S3Shelf implements Shelf {
    private static final String S3 = "S3";

    private final S3Client s3;
    private final String bucket;
    private final Supplier<AwsCredentials> credentials;

    public S3Shelf(S3Client s3, String bucket, Supplier<AwsCredentials> credentials) {
        this.s3 = s3;
        this.bucket = bucket;
        this.credentials = credentials;
    }

    private void asPerson(AwsRequestOverrideConfiguration.Builder request) {
        AwsCredentials keys = credentials.get();
        request.credentialsProvider(() -> keys);
    }

    @Override
    public Listing list(String prefix, Optional<String> from) {
        ListObjectsV2Response answer = Aws.ask(
                S3,
                () -> s3.listObjectsV2(list -> list.bucket(bucket)
                        .prefix(prefix)
                        .delimiter("/")
                        .maxKeys(PAGE)
                        .continuationToken(from.orElse(null))
                        .overrideConfiguration(this::asPerson)));
        List<Item> items = new ArrayList<>();
        answer.commonPrefixes().forEach(folder -> items.add(Item.folder(folder.prefix())));
        answer.contents().stream()
                // The marker of the folder that is being looked into.
                .filter(object -> !(object.key().equals(prefix) && prefix.endsWith("/")))
                .forEach(object -> items.add(Item.object(object.key(), object.size(), object.lastModified())));
        return new Listing(items, Optional.ofNullable(answer.nextContinuationToken()));
    }

    /** A location's role may leave out versions; the object is shown all the same. */
    @Override
    public List<Version> versions(String key) {
        try {
            return told(key);
        } catch (RefusedException notTold) {
            return List.of();
        }
    }

    private List<Version> told(String key) {
        ListObjectVersionsResponse answer = Aws.ask(
                S3,
                () -> s3.listObjectVersions(
                        list -> list.bucket(bucket).prefix(key).maxKeys(PAGE).overrideConfiguration(this::asPerson)));
        List<Version> versions = new ArrayList<>();
        answer.versions().stream()
                .filter(one -> one.key().equals(key))
                .forEach(one -> versions.add(
                        new Version(one.versionId(), one.lastModified(), one.size(), one.isLatest(), false)));
        answer.deleteMarkers().stream()
                .filter(one -> one.key().equals(key))
                .forEach(
                        one -> versions.add(new Version(one.versionId(), one.lastModified(), 0, one.isLatest(), true)));
        versions.sort(Comparator.comparing(Version::modified).reversed());
        return versions;
    }

    @Override
    public Contents open(String key, Optional<String> version) {
        var answer = Aws.ask(
                S3,
                () -> s3.getObject(get -> get.bucket(bucket)
                        .key(key)
                        .versionId(version.orElse(null))
                        .overrideConfiguration(this::asPerson)));
        return new Contents(
                answer,
                Optional.ofNullable(answer.response().contentLength()),
                Optional.ofNullable(answer.response().lastModified()));
    }
}
