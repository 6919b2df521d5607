package io.sluice.catalogue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/** Every AWS document of a catalogue: what the lake loads, what deploy puts into templates, and what the matrix is computed from. */
public record RenderedCatalogue(
        String account,
        String region,
        List<RenderedBucket> buckets,
        List<RenderedAccessPoint> accessPoints,
        List<RenderedObjectLambdaAccessPoint> objectLambdaAccessPoints,
        List<RenderedRole> roles,
        List<RenderedFunction> functions,
        List<RenderedView> views,
        Optional<RenderedGrants> grants,
        Optional<RenderedDirectory> directory,
        List<RenderedOidcProvider> oidcProviders) {
    public RenderedCatalogue {
        Objects.requireNonNull(account);
        Objects.requireNonNull(region);
        buckets = List.copyOf(buckets);
        if (buckets.isEmpty()) {
            throw new IllegalArgumentException("A catalogue has a bucket");
        }
        accessPoints = List.copyOf(accessPoints);
        objectLambdaAccessPoints = List.copyOf(objectLambdaAccessPoints);
        roles = List.copyOf(roles);
        functions = List.copyOf(functions);
        views = List.copyOf(views);
        Objects.requireNonNull(grants);
        Objects.requireNonNull(directory);
        oidcProviders = List.copyOf(oidcProviders);
    }

    /** The first bucket. */
    public RenderedBucket bucket() {
        return buckets.getFirst();
    }

    /** The documents by the file name that they have on disk, {@code access-points/ec2-consumer.json}. */
    public SequencedMap<String, String> documents() {
        return RenderedDocuments.of(this);
    }
}
