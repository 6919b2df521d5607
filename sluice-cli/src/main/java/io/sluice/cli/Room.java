package io.sluice.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room on the disk, looked at before anything starts. */
final class Room {
    private static final long MEGABYTE = 1L << 20;

    private Room() {}

    static void require(Path folder, long megabytes) throws IOException {
        long left = Files.getFileStore(folder).getUsableSpace() / MEGABYTE;
        if (left < megabytes) {
            throw new IOException("the disk of " + folder + " has " + left + " MB left, and the demo needs " + megabytes
                    + " MB there: free some space and run this again");
        }
    }
}
