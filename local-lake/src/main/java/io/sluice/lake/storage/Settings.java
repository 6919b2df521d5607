package io.sluice.lake.storage;

import java.util.Optional;
import java.util.SortedMap;

/**
 * Small durable records of the control planes (policies, access points, sessions), by kind and name, in the same database as the
 * objects. Every write is on disk when the method returns. Kind and name hold no NUL.
 */
public interface Settings {
    Optional<byte[]> get(String kind, String name);

    void put(String kind, String name, byte[] value);

    /** Writes only where nothing is there; tells whether it wrote. */
    boolean putIfAbsent(String kind, String name, byte[] value);

    /** Writes only where exactly {@code expected} is there; tells whether it wrote. */
    boolean replace(String kind, String name, byte[] expected, byte[] value);

    /** Tells whether something was there. */
    boolean delete(String kind, String name);

    /** All records of a kind, by name. */
    SortedMap<String, byte[]> list(String kind);
}
