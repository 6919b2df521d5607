package io.sluice.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** What somebody has answered for: findings that are accepted for a while, and changes that are meant. */
public record Governance(List<Exemption> exceptions, List<Acknowledgement> acknowledgements) {
    public Governance {
        exceptions = List.copyOf(exceptions);
        acknowledgements = List.copyOf(acknowledgements);
    }

    /**
     * A finding that is accepted.
     *
     * @param finding the kind of finding, {@code loose-sub-prefix}
     * @param subject what it is about; {@code *} stands for any characters
     * @param expires the last day that it holds
     */
    public record Exemption(String finding, String subject, String reason, LocalDate expires, Place place) {
        public Exemption {
            Objects.requireNonNull(finding);
            Objects.requireNonNull(subject);
            Objects.requireNonNull(reason);
            Objects.requireNonNull(expires);
            Objects.requireNonNull(place);
        }
    }

    /**
     * A new access that is meant. In each member {@code *} stands for any characters.
     *
     * @param principal who gains it, by role name or ARN
     * @param action such as {@code s3:GetObject}
     * @param resource an ARN, or {@code s3://bucket/key}
     */
    public record Acknowledgement(String principal, String action, String resource, String reason, Place place) {
        public Acknowledgement {
            Objects.requireNonNull(principal);
            Objects.requireNonNull(action);
            Objects.requireNonNull(resource);
            Objects.requireNonNull(reason);
            Objects.requireNonNull(place);
        }
    }
}
