package io.sluice.events;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What was handed over the counter. {@code contactMe} is carried along where the sender gives it. */
public record Item(long sku, boolean giftWrap, int qty, boolean priorityShipping, Optional<String> contactMe) {
    public Item {
        requireNonNull(contactMe);
    }
}
