package io.sluice.redaction.door.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.redaction.Format;
import io.sluice.redaction.UnredactableException;
import io.sluice.redaction.door.LeavingHeaders;
import io.sluice.redaction.door.RawKey;
import io.sluice.redaction.door.RefusedException;
import io.sluice.redaction.door.Selection;
import io.sluice.redaction.door.Served;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * {@code GET} and {@code HEAD} of {@code /views/{view}/{key…}}, and listings at {@code /views/{view}}. The view decides who
 * may read, and which keys it covers; a key it does not cover is answered like one that is not there.
 */
final class ViewsDoor {
    static final String PATH = "/views/";
    private static final ObjectMapper TREE = new ObjectMapper();
    private static final Set<String> OF_KEYS = Set.of("partNumber");

    private final Views views;
    private final LakeReader lake;
    private final Listings listings;

    ViewsDoor(Views views, LakeReader lake) {
        this.views = requireNonNull(views);
        this.lake = requireNonNull(lake);
        listings = new Listings(lake);
    }

    ViewAnswer handle(ViewRequest request) {
        try {
            return answer(request);
        } catch (RefusedException refused) {
            return refused(refused);
        }
    }

    static ViewAnswer refused(RefusedException refused) {
        var problem = TREE.createObjectNode()
                .put("status", refused.status())
                .put("title", refused.code())
                .put("detail", refused.getMessage());
        SortedMap<String, String> headers = safe();
        headers.put("content-type", "application/problem+json");
        return ViewAnswer.bytes(refused.status(), headers, problem.toString().getBytes(UTF_8));
    }

    /** What keeps a stored page from running in a browser, and an answer for one reader from another. */
    private static SortedMap<String, String> safe() {
        return new TreeMap<>(Map.of(
                "cache-control", "private, no-cache",
                "content-security-policy", "default-src 'none'; sandbox",
                "x-content-type-options", "nosniff"));
    }

    private ViewAnswer answer(ViewRequest request) throws RefusedException {
        boolean head = request.method().equals("HEAD");
        if (!head && !request.method().equals("GET")) {
            throw new RefusedException(
                    405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
        }
        if (!request.path().startsWith(PATH)) {
            throw LakeReader.missing();
        }
        String rest = request.path().substring(PATH.length());
        int slash = rest.indexOf('/');
        String name = RawKey.decode(slash < 0 ? rest : rest.substring(0, slash));
        Views.Ready view = views.require(name, request.caller());
        String key = slash < 0 ? "" : RawKey.decode(rest.substring(slash + 1));
        if (key.isEmpty()) {
            return listing(view, request, head);
        }
        if (!key.startsWith(view.view().prefix())) {
            throw LakeReader.missing();
        }
        return object(view, key, request, head);
    }

    private ViewAnswer listing(Views.Ready view, ViewRequest request, boolean head) throws RefusedException {
        byte[] json = listings.json(view.view(), Query.of(request.query(), Listings.PARAMETERS));
        SortedMap<String, String> headers = safe();
        headers.put("content-type", "application/json");
        return head ? ViewAnswer.empty(200, headers) : ViewAnswer.bytes(200, headers, json);
    }

    private ViewAnswer object(Views.Ready view, String key, ViewRequest request, boolean head) throws RefusedException {
        Query query = Query.of(request.query(), OF_KEYS);
        Selection asked = Selection.of(request.header("range"), query.get("partNumber"));
        Stored stored = head ? lake.head(view.view(), key) : lake.get(view.view(), key);
        boolean kept = false;
        try {
            ViewAnswer answer = object(new Reading(view, key, request, stored), asked, head);
            kept = true;
            return answer;
        } catch (IOException broken) {
            throw new RefusedException(503, "ServiceUnavailable", "S3 broke off while it was read");
        } finally {
            if (!kept) {
                discard(stored);
            }
        }
    }

    /** One object on its way to one reader. */
    private record Reading(Views.Ready view, String key, ViewRequest request, Stored stored) {}

    private static ViewAnswer object(Reading reading, Selection asked, boolean head)
            throws RefusedException, IOException {
        Stored stored = reading.stored();
        Format format = format(reading);
        boolean gzip = packs(format, asked, reading.request());
        Optional<String> tag = stored.tag(reading.view(), reading.key()).map(own -> gzip ? own + "-gzip" : own);
        Conditions conditions = new Conditions(tag, stored.lastModified());
        SortedMap<String, String> headers = headers(stored, tag, gzip);
        switch (conditions.of(reading.request())) {
            case FAILED ->
                throw new RefusedException(
                        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
            case NOT_MODIFIED -> {
                discard(stored);
                return ViewAnswer.empty(304, headers);
            }
            case SEND -> {}
        }
        if (head) {
            return ViewAnswer.empty(200, headers);
        }
        Selection selection = conditions.mayContinue(reading.request()) ? asked : new Selection.Whole();
        Served served = Served.of(reading.view().redactor(), format, stored.body(), selection);
        served.range().ifPresent(range -> headers.put("content-range", range));
        return new ViewAnswer(
                served.status(), headers, gzip ? OptionalLong.empty() : served.length(), body(served, gzip));
    }

    private static Format format(Reading reading) throws RefusedException {
        try {
            return Format.of(reading.key(), reading.stored().header("content-encoding"));
        } catch (UnredactableException unknown) {
            throw new RefusedException(500, "UnredactableObject", String.valueOf(unknown.getMessage()));
        }
    }

    /** Ranges are of the bytes as they are, so only what is sent whole is packed for the way. */
    private static boolean packs(Format format, Selection asked, ViewRequest request) {
        return format.packing() == Format.Packing.NONE
                && asked instanceof Selection.Whole
                && request.header("range").isEmpty()
                && request.header("accept-encoding")
                        .filter(AcceptEncoding::takesGzip)
                        .isPresent();
    }

    private static SortedMap<String, String> headers(Stored stored, Optional<String> tag, boolean gzip) {
        SortedMap<String, String> headers = new TreeMap<>(LeavingHeaders.of(stored.headers()));
        headers.putAll(safe());
        headers.put("accept-ranges", "bytes");
        headers.put("vary", "Accept-Encoding, Authorization");
        tag.ifPresent(own -> headers.put("etag", "\"" + own + "\""));
        if (gzip) {
            headers.put("content-encoding", "gzip");
        }
        return headers;
    }

    private static ViewAnswer.Body body(Served served, boolean gzip) {
        return new ViewAnswer.Body() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                if (!gzip) {
                    served.body().transferTo(out);
                    return;
                }
                GZIPOutputStream packed = new GZIPOutputStream(out, 1 << 16);
                served.body().transferTo(packed);
                packed.finish();
            }

            @Override
            public void close() throws IOException {
                served.close();
            }
        };
    }

    private static void discard(Stored stored) {
        try {
            stored.body().close();
        } catch (IOException alreadyBroken) {
            // nothing more is wanted of it
        }
    }
}
