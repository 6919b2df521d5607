package io.sluice.lake.accesspoint;

import io.sluice.lake.addressing.Names;
import io.sluice.lake.addressing.Target;
import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.s3.Address;
import io.sluice.lake.s3.AddressBook;
import java.util.Optional;
import java.util.function.Function;

/** Everything by which a bucket can be reached: its own name, and the ARNs and aliases of its access points. */
public final class Addresses implements AddressBook, Names {
    private final AccessPoints points;
    private final Function<String, Optional<String>> bucketOwner;

    /**
     * All addresses of a lake.
     *
     * @param bucketOwner the account that owns a bucket; none where there is no such bucket
     */
    public Addresses(AccessPoints points, Function<String, Optional<String>> bucketOwner) {
        this.points = points;
        this.bucketOwner = bucketOwner;
    }

    @Override
    public boolean accessPoint(String account, String name) {
        return points.find(new AccessPointId(account, name)).isPresent();
    }

    @Override
    public boolean bucket(String name) {
        return bucketOwner.apply(name).isPresent();
    }

    /**
     * The bucket behind a target, and the access point on the way to it. Whether a bucket is there is not asked. It tells what
     * exists, so ask only for a caller who is known.
     *
     * @throws AwsException {@code NoSuchAccessPoint} or {@code InvalidAccessPointAliasError}
     */
    public Address of(Target.DataPlane target) {
        return switch (target) {
            case Target.Bucket bucket -> Address.bucket(bucket.bucket());
            case Target.AccessPoint point -> through(points.require(new AccessPointId(point.account(), point.name())));
            case Target.AccessPointAlias alias ->
                through(points.byAlias(alias.alias())
                        .orElseThrow(() -> new AwsException(ErrorCode.InvalidAccessPointAliasError)));
            case Target.ObjectLambda _, Target.ObjectLambdaAlias _ ->
                throw new IllegalArgumentException("Object Lambda has no bucket of its own: " + target);
        };
    }

    @Override
    public Optional<Address> find(String name) {
        var guarded = name.startsWith("arn:") ? points.byArn(name) : points.byAlias(name);
        return guarded.map(Addresses::through).or(() -> bucketOwner.apply(name).map(_ -> Address.bucket(name)));
    }

    @Override
    public void removing(String bucket, Runnable removal) {
        points.removing(bucket, removal);
    }

    private static Address through(AccessPoints.Guarded guarded) {
        AccessPoint point = guarded.point();
        return new Address(point.bucket(), Optional.of(point.arn()));
    }
}
