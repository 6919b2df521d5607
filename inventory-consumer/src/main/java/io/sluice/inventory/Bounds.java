package io.sluice.inventory;

/** What the ledger holds at most, see {@link InventoryConfig.Limits}. */
record Bounds(int stock, int objects, int pending, int attempts, int orders, int requests) {}
