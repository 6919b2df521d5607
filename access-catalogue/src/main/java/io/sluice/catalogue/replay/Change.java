package io.sluice.catalogue.replay;

import io.sluice.catalogue.Place;
import java.time.Instant;
import java.util.Optional;

/**
 * Requests of one caller that a catalogue would decide otherwise than the log says it was, all for the same reason.
 *
 * @param who a role by name, or an ARN
 * @param folder what their keys or prefixes begin with, as far as the last folder that is no partition
 * @param decided what the catalogue says
 * @param example where the first of them is, and what it was about
 */
public record Change(
        String who,
        String action,
        String way,
        String folder,
        Deciding decided,
        long count,
        Instant first,
        Instant last,
        String example) {

    /**
     * What decides.
     *
     * @param document empty where none does
     * @param message AWS's refusal; empty where it is allowed
     * @param place the line of the catalogue
     */
    public record Deciding(boolean allowed, String document, String statement, String message, Optional<Place> place) {}
}
