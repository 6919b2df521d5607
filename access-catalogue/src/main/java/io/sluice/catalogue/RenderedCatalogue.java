package io.sluice.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/** Every AWS document of a catalogue: what the lake loads, what deploy puts into templates, and what the matrix is computed from. */
public record RenderedCatalogue(
        String account,
        String region,
        RenderedBucket bucket,
        List<RenderedAccessPoint> accessPoints,
        List<RenderedRole> roles) {
    public RenderedCatalogue {
        Objects.requireNonNull(account);
        Objects.requireNonNull(region);
        Objects.requireNonNull(bucket);
        accessPoints = List.copyOf(accessPoints);
        roles = List.copyOf(roles);
    }

    /** The policy documents by the file name that they have on disk, {@code access-points/ec2-consumer.json}. */
    public SequencedMap<String, String> documents() {
        var documents = new LinkedHashMap<String, String>();
        bucket.policy().ifPresent(policy -> documents.put("bucket-policy.json", policy));
        accessPoints.forEach(point ->
                point.policy().ifPresent(policy -> documents.put("access-points/" + point.name() + ".json", policy)));
        roles.forEach(role -> documents.put("roles/" + role.name() + ".trust.json", role.trustPolicy()));
        return documents;
    }
}
