package io.sluice.bench.locals3;

import com.robothy.s3.rest.LocalS3;
import com.robothy.s3.rest.bootstrap.LocalS3Mode;

/** local-s3 on a port, with its objects in a folder, until the process is told to stop. Arguments: port, folder. */
public final class LocalS3Server {
    private LocalS3Server() {}

    public static void main(String[] arguments) throws InterruptedException {
        LocalS3.builder()
                .port(Integer.parseInt(arguments[0]))
                .dataPath(arguments[1])
                .mode(LocalS3Mode.PERSISTENCE)
                .build()
                .start();
        Thread.currentThread().join();
    }
}
