package io.sluice.redaction.door.objectlambda;

import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.sluice.redaction.Format;
import io.sluice.redaction.HashKeys;
import io.sluice.redaction.Redactor;
import io.sluice.redaction.UnredactableException;
import io.sluice.redaction.View;
import io.sluice.redaction.ViewException;
import io.sluice.redaction.door.LeavingHeaders;
import io.sluice.redaction.door.RefusedException;
import io.sluice.redaction.door.Selection;
import io.sluice.redaction.door.Served;
import io.sluice.redaction.door.objectlambda.ObjectLambdaEvent.Operation;
import io.sluice.redaction.door.objectlambda.StoredObjects.Fetched;
import java.io.IOException;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/**
 * Answers reads through an Object Lambda access point whose payload is the view. Stored bytes never leave: what goes wrong,
 * wherever, is an error. Nothing of an event, a URL, a token or a body is logged.
 *
 * <p>A HEAD is signed as a HEAD, so nobody can tell how long the redacted object will be without reading with rights of its
 * own; Object Lambda demands a length, and 0 is told.
 */
final class ObjectLambdaDoor {
    private static final System.Logger LOG = System.getLogger(ObjectLambdaDoor.class.getName());

    private final StoredObjects stored;
    private final Answers answers;
    private final HashKeys keys;

    ObjectLambdaDoor(StoredObjects stored, Answers answers, HashKeys keys) {
        this.stored = requireNonNull(stored);
        this.answers = requireNonNull(answers);
        this.keys = requireNonNull(keys);
    }

    /** What the function returns; for GetObject S3 looks at the answer only. */
    Returned handle(ObjectLambdaEvent event) throws IOException {
        return switch (event.operation()) {
            case Operation.Get get -> get(get, event);
            case Operation.Head() -> head(event);
            case Operation.ListKeys() -> list(event);
        };
    }

    private Returned get(Operation.Get get, ObjectLambdaEvent event) throws IOException {
        try {
            read(get, event);
        } catch (RefusedException refused) {
            LOG.log(WARNING, "GetObject: {0} {1}", refused.code(), refused.getMessage());
            answers.error(get, error(refused));
        }
        return Returned.done();
    }

    private void read(Operation.Get get, ObjectLambdaEvent event) throws IOException, RefusedException {
        Selection selection = Selection.of(event.header("range"), event.partNumber());
        View view = view(event);
        Redactor redactor = redactor(view);
        InputUrl url = covered(stored.url(event), view);
        try (Fetched fetched = fetched("GET", url, event)) {
            if (fetched.status() == 304) {
                answers.notModified(get, fetched.headers());
            } else if (fetched.status() != 200) {
                answers.error(get, S3Error.of(fetched.status(), fetched.body()));
            } else {
                Format format = format(url, fetched);
                try (Served served = served(redactor, format, fetched, selection)) {
                    answers.object(get, served, fetched.headers());
                }
            }
        }
    }

    private static Served served(Redactor redactor, Format format, Fetched fetched, Selection selection)
            throws RefusedException {
        try {
            return Served.of(redactor, format, fetched.body(), selection);
        } catch (IOException broken) {
            throw unavailable("S3 broke off while it was read");
        }
    }

    private Returned head(ObjectLambdaEvent event) throws IOException {
        try {
            Selection.of(event.header("range"), event.partNumber());
            View view = view(event);
            InputUrl url = covered(stored.url(event), view);
            try (Fetched fetched = fetched("HEAD", url, event)) {
                if (fetched.status() == 304) {
                    return Returned.head(304, Map.of());
                }
                if (fetched.status() != 200) {
                    return Returned.error(S3Error.of(fetched.status(), fetched.body()));
                }
                format(url, fetched);
                return Returned.head(200, LeavingHeaders.of(fetched.headers()));
            }
        } catch (RefusedException refused) {
            LOG.log(WARNING, "HeadObject: {0} {1}", refused.code(), refused.getMessage());
            return Returned.error(error(refused));
        }
    }

    private Returned list(ObjectLambdaEvent event) throws IOException {
        try {
            View view = view(event);
            try (Fetched fetched = fetched("GET", stored.url(event), event)) {
                return fetched.status() == 200
                        ? Returned.listing(ListDocument.redacted(fetched.body(), view.prefix()))
                        : Returned.error(S3Error.of(fetched.status(), fetched.body()));
            } catch (XMLStreamException noListing) {
                throw unavailable("S3 did not answer with a listing");
            }
        } catch (RefusedException refused) {
            LOG.log(WARNING, "ListObjects: {0} {1}", refused.code(), refused.getMessage());
            return Returned.error(error(refused));
        }
    }

    private Fetched fetched(String method, InputUrl url, ObjectLambdaEvent event) throws RefusedException {
        try {
            return stored.fetch(method, url, event);
        } catch (IOException unanswered) {
            throw unavailable(String.valueOf(unanswered.getMessage()));
        }
    }

    private static View view(ObjectLambdaEvent event) throws RefusedException {
        try {
            return View.read(event.payload().getBytes(UTF_8));
        } catch (ViewException wrong) {
            throw unusable(wrong);
        }
    }

    private Redactor redactor(View view) throws RefusedException {
        try {
            return Redactor.of(view, keys);
        } catch (ViewException wrong) {
            throw unusable(wrong);
        }
    }

    private static InputUrl covered(InputUrl url, View view) throws RefusedException {
        if (!url.key().startsWith(view.prefix())) {
            throw new RefusedException(403, "AccessDenied", "The view " + view.name() + " does not cover this key");
        }
        return url;
    }

    private static Format format(InputUrl url, Fetched fetched) throws RefusedException {
        try {
            return Format.of(url.key(), fetched.header("content-encoding"));
        } catch (UnredactableException unknown) {
            throw new RefusedException(500, "UnredactableObject", String.valueOf(unknown.getMessage()));
        }
    }

    private static RefusedException unusable(ViewException wrong) {
        return new RefusedException(
                500, "ViewUnusable", "The access point's payload is no view that can be used: " + wrong.getMessage());
    }

    private static RefusedException unavailable(String why) {
        return new RefusedException(503, "ServiceUnavailable", why);
    }

    private static S3Error error(RefusedException refused) {
        return new S3Error(refused.status(), refused.code(), String.valueOf(refused.getMessage()));
    }
}
