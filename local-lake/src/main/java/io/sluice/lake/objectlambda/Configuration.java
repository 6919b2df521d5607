package io.sluice.lake.objectlambda;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What an Object Lambda access point does: the access point that it reads through, and which operations a function answers. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_ObjectLambdaConfiguration.html">ObjectLambdaConfiguration</a>.
 *
 * @param supportingAccessPoint its ARN
 * @param metrics whether requests are counted in CloudWatch; kept and told, and nothing more
 */
public record Configuration(
        String supportingAccessPoint,
        boolean metrics,
        Set<Feature> allowedFeatures,
        List<Transformation> transformations) {
    /** An operation that a function may answer. */
    public enum Action {
        GetObject,
        HeadObject,
        ListObjects,
        ListObjectsV2;

        /** By AWS's name. */
        public static Action of(String text) {
            return Arrays.stream(values())
                    .filter(action -> action.name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> invalid("Unknown action: " + text));
        }
    }

    /** What a function says that it can handle; asked for without it, it is not implemented. */
    public enum Feature {
        GET_OBJECT_RANGE("GetObject-Range"),
        GET_OBJECT_PART_NUMBER("GetObject-PartNumber"),
        HEAD_OBJECT_RANGE("HeadObject-Range"),
        HEAD_OBJECT_PART_NUMBER("HeadObject-PartNumber");

        private final String text;

        Feature(String text) {
            this.text = text;
        }

        /** As AWS writes it. */
        public String text() {
            return text;
        }

        /** By AWS's name. */
        public static Feature of(String text) {
            return Arrays.stream(values())
                    .filter(feature -> feature.text.equals(text))
                    .findFirst()
                    .orElseThrow(() -> invalid("Unknown feature: " + text));
        }
    }

    /**
     * A function and the operations that it answers.
     *
     * @param functionArn of a function, a version or an alias of one
     * @param payload handed to the function with each event, as it is
     */
    public record Transformation(Set<Action> actions, String functionArn, Optional<String> payload) {
        public Transformation {
            actions = copy(actions, Action.class);
            Objects.requireNonNull(functionArn);
            Objects.requireNonNull(payload);
        }
    }

    public Configuration {
        Objects.requireNonNull(supportingAccessPoint);
        allowedFeatures = copy(allowedFeatures, Feature.class);
        transformations = List.copyOf(transformations);
    }

    /** The transformation of an operation; none where it goes straight through. */
    public Optional<Transformation> transformation(Action action) {
        return transformations.stream()
                .filter(transformation -> transformation.actions().contains(action))
                .findFirst();
    }

    private static <E extends Enum<E>> Set<E> copy(Set<E> set, Class<E> type) {
        var copy = EnumSet.noneOf(type);
        copy.addAll(set);
        return Collections.unmodifiableSet(copy);
    }

    static AwsException invalid(String message) {
        return new AwsException(ErrorCode.InvalidRequest, message);
    }
}
