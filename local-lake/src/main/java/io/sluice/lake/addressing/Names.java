package io.sluice.lake.addressing;

/**
 * What exists, asked only where a host could mean two things: {@code x-111122223333.localhost} is the bucket of that name, or the
 * access point {@code x} of account 111122223333.
 */
public interface Names {
    boolean accessPoint(String account, String name);

    boolean bucket(String name);
}
