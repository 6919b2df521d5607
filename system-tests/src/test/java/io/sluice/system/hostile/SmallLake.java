package io.sluice.system.hostile;

import io.sluice.system.LakeProcess;
import io.sluice.system.hostile.Raw.Answer;
import io.sluice.system.hostile.Signer.Ask;
import io.sluice.system.hostile.Signer.Signed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.sync.RequestBody;

/** A lake of little memory and patience, in a process of its own, with one object in it. */
final class SmallLake implements AutoCloseable {
    /** So many MiB of heap: what would not be bounded is soon too much. */
    static final int HEAP = 192;

    /** How long a client may stand still. */
    static final Duration IDLE = Duration.ofSeconds(3);

    static final String SECRET = "what only the administrator may read, ".repeat(20);
    static final String KEY = "fuzz/secret";

    private final LakeProcess process;
    private final Signer administrator;
    private final Witness witness;

    SmallLake(Path scratch, String... arguments) throws IOException, InterruptedException {
        var all = new String[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[0] = "--idle=" + IDLE.toSeconds();
        process = LakeProcess.startWithHeap(scratch, HEAP + "m", all);
        administrator = new Signer(process.administrator(), "s3");
        // What is not implemented, what comes while others take the memory, and what is no HTTP/1.
        witness =
                new Witness("the lake", process.endpoint(), process.pid(), process.log(), HEAP, Set.of(501, 503, 505));
        try (var s3 = process.s3(process.administrator())) {
            s3.putObject(put -> put.bucket(process.bucket()).key(KEY), RequestBody.fromString(SECRET));
        }
    }

    LakeProcess process() {
        return process;
    }

    URI endpoint() {
        return process.endpoint();
    }

    Witness witness() {
        return witness;
    }

    /** As somebody who may do everything. */
    Signer administrator() {
        return administrator;
    }

    String host() {
        return "localhost:" + endpoint().getPort();
    }

    /** A request for the bucket that names its payload. */
    Signed signed(String method, String key, String query, String payload, Map<String, String> headers, int length) {
        return administrator.sign(
                new Ask(
                        method,
                        host(),
                        "/" + process.bucket() + (key.isEmpty() ? "" : "/" + key),
                        query,
                        payload,
                        headers),
                length);
    }

    byte[] goodRead() {
        return signed("GET", KEY, "", Signer.UNSIGNED, Map.of(), 0).head();
    }

    Optional<Answer> ask(byte[]... parts) throws IOException {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return Raw.ask(endpoint(), all.toByteArray(), Duration.ZERO);
    }

    /** It serves as before. */
    void check() throws IOException {
        witness.check(goodRead(), 200);
    }

    @Override
    public void close() {
        process.close();
    }
}
