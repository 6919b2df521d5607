package io.sluice.broker.browse;

import io.sluice.broker.access.Entry;
import io.sluice.broker.access.Permission;
import io.sluice.broker.credentials.Ask;
import io.sluice.broker.credentials.BadAskException;
import io.sluice.broker.credentials.Vending;
import io.sluice.broker.person.SignedIn;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Opens what a line of access stands for. Data under a grant is read with credentials vended for reading it, of the shortest life there is,
 * that never leave the broker; a redacted view is read through its door with the person's own token, and never in another way.
 */
public final class Shelves {
    private final S3Client s3;
    private final Vending vending;
    private final Optional<ViewDoor> views;

    public Shelves(S3Client s3, Vending vending, Optional<ViewDoor> views) {
        this.s3 = s3;
        this.vending = vending;
        this.views = views;
    }

    public Shelf open(SignedIn who, Entry entry) {
        return switch (entry) {
            case Entry.Granted granted -> granted(who, granted);
            case Entry.Redacted redacted ->
                new ViewShelf(
                        views.orElseThrow(() ->
                                new BadAskException("entry", "This broker is not set up to show redacted views.")),
                        redacted.view(),
                        who.token());
        };
    }

    private Shelf granted(SignedIn who, Entry.Granted entry) {
        if (!entry.permission().reads()) {
            throw new BadAskException(
                    "entry", "Your grant allows to " + entry.permission().words() + " only.");
        }
        Ask ask = Ask.whole(entry.grant(), Permission.READ, Ask.SHORTEST);
        return new S3Shelf(
                s3, entry.grant().scope().bucket(), () -> vending.keys(who, ask).asSdk());
    }
}
