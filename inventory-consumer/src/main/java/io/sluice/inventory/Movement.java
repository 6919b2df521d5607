package io.sluice.inventory;

/** Units that left stores by sales and came back by returns. Stock falls by what is sold and rises by what returns. */
record Movement(long sold, long returned) {
    static final Movement NONE = new Movement(0, 0);

    Movement plus(StockEvent event) {
        return event.returned()
                ? new Movement(sold, returned + event.qty())
                : new Movement(sold + event.qty(), returned);
    }

    Movement plus(Movement other) {
        return new Movement(sold + other.sold, returned + other.returned);
    }

    /** By how much the stock changed. */
    long change() {
        return returned - sold;
    }
}
