package io.sluice.events;

import java.util.Arrays;
import java.util.Optional;

/** What happened in the store: the value of {@code evnt_type}, and the first part of every key. */
public enum EventType {
    SALES("sales_event"),
    INVENTORY("inventory_event");

    private final String label;

    EventType(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public static Optional<EventType> of(String label) {
        return Arrays.stream(values()).filter(type -> type.label.equals(label)).findFirst();
    }
}
