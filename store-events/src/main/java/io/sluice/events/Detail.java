package io.sluice.events;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/** The part in which the two shapes of the event differ. */
public sealed interface Detail {

    /** The money of the event, what {@code tot_sales} adds up: {@code sales} of the one shape, {@code price} of the other. */
    BigDecimal amount();

    /** The shape that names its customer's kind and carries {@code sales}. */
    record Named(String name, BigDecimal sales) implements Detail {
        public Named {
            requireNonNull(name);
            requireNonNull(sales);
        }

        @Override
        public BigDecimal amount() {
            return sales;
        }
    }

    /** The shape with the fields that not every reader may see: {@code price} and {@code discount}. */
    record Priced(long custId, BigDecimal price, BigDecimal discount, String itemVariant) implements Detail {
        public Priced {
            requireNonNull(price);
            requireNonNull(discount);
            requireNonNull(itemVariant);
        }

        @Override
        public BigDecimal amount() {
            return price;
        }
    }
}
