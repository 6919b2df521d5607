package io.sluice.lake.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.lake.signing.SentRequest.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Changes the captured requests byte by byte: every byte of method, path, query, signed fields, {@code Authorization} and covered
 * bodies, of long bodies a bounded number, into its neighbour, and where case counts into the other case.
 */
class TamperedRequestsTest {
    private static final int MOST_BYTES = 150;
    private static final int NEIGHBOUR = 0x01;
    private static final int OTHER_CASE = 0x20;
    private static final Set<String> CASE_COUNTS = Set.of("method", "path", "query", "authorization", "body");

    static Stream<SignedCase> cases() {
        return SignedCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void oneChangedByteIsRefused(SignedCase signed) {
        var sent = SentRequest.of(signed);
        var verifier = signed.verifier();
        var accepted = new ArrayList<String>();
        for (var region : sent.regions()) {
            for (var at : positions(region)) {
                var masks = CASE_COUNTS.contains(region.name()) && !sent.sameInOtherCase(region, at)
                        ? List.of(NEIGHBOUR, OTHER_CASE)
                        : List.of(NEIGHBOUR);
                for (var mask : masks) {
                    var changed = sent.bytes().clone();
                    changed[at] ^= mask.byteValue();
                    if (Replay.of(changed, verifier, signed.service()).accepted()) {
                        accepted.add(region.name() + " at " + at + " xor " + mask + ": " + sent.around(at));
                    }
                }
            }
        }
        assertThat(accepted).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void oneLostByteOfThePathIsRefused(SignedCase signed) {
        var sent = SentRequest.of(signed);
        var verifier = signed.verifier();
        var accepted = new ArrayList<String>();
        for (var region :
                sent.regions().stream().filter(r -> r.name().equals("path")).toList()) {
            for (var at = region.from() + 1; at < region.to(); at++) {
                var shorter = without(sent.bytes(), at);
                if (Replay.of(shorter, verifier, signed.service()).accepted()) {
                    accepted.add("at " + at + ": " + sent.around(at));
                }
            }
        }
        assertThat(accepted).isEmpty();
    }

    private static List<Integer> positions(Region region) {
        var length = region.to() - region.from();
        var step = Math.max(1, length / MOST_BYTES);
        var all = new ArrayList<Integer>();
        for (var at = region.from(); at < region.to(); at += step) {
            all.add(at);
        }
        if (length > 0) {
            all.add(region.to() - 1);
        }
        return all;
    }

    private static byte[] without(byte[] bytes, int at) {
        var shorter = Arrays.copyOf(bytes, bytes.length - 1);
        System.arraycopy(bytes, at + 1, shorter, at, shorter.length - at);
        return shorter;
    }
}
