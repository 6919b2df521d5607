package io.sluice.broker.web;

import io.sluice.broker.BrokerConfig;
import io.sluice.broker.access.Access;
import io.sluice.broker.access.Entry;
import io.sluice.broker.browse.Contents;
import io.sluice.broker.browse.Preview;
import io.sluice.broker.browse.Shelf;
import io.sluice.broker.browse.Shelves;
import io.sluice.broker.credentials.Choice;
import io.sluice.broker.person.SignedIn;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Looking at data: folders, objects and their versions, previews, downloads; only what the person may see, as the person may see it. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class BrowseResource {
    private final Who who;
    private final Frame.Maker frame;
    private final Access access;
    private final Shelves shelves;
    private final int previewed;

    BrowseResource(Who who, Frame.Maker frame, Access access, Shelves shelves, BrokerConfig config) {
        this.who = who;
        this.frame = frame;
        this.access = access;
        this.shelves = shelves;
        this.previewed = Math.toIntExact(config.preview().asLongValue());
    }

    @GET
    @Path("/access/{id}/browse")
    public String folder(@RestPath String id, @RestQuery Optional<String> in, @RestQuery Optional<String> from) {
        SignedIn signedIn = who.signedIn();
        Entry entry = access.entry(signedIn, Choice.id(id));
        String prefix = Starts.prefix(entry, in);
        var listing = shelves.open(signedIn, entry).list(prefix, from.map(Starts::opaque));
        return Pages.folder(
                        frame.of(entry.words().dataSet(), "access", signedIn.person()),
                        FolderView.of(entry, prefix, listing, from.isPresent()))
                .render();
    }

    @GET
    @Path("/access/{id}/object")
    public String object(@RestPath String id, @RestQuery String key, @RestQuery Optional<String> version)
            throws IOException {
        SignedIn signedIn = who.signedIn();
        Entry entry = access.entry(signedIn, Choice.id(id));
        String safe = Starts.key(entry, key == null ? "" : key);
        Shelf shelf = shelves.open(signedIn, entry);
        try (Contents contents = shelf.open(safe, version.map(Starts::opaque))) {
            ObjectView.Shown shown = new ObjectView.Shown(
                    Preview.of(contents, previewed), contents.size(), contents.modified(), Size.inWords(previewed));
            List<ObjectView.VersionLine> versions = shelf.versions(safe).stream()
                    .map(one -> new ObjectView.VersionLine(one, Link.version(Link.object(entry.id(), safe), one.id())))
                    .toList();
            ObjectView view =
                    new ObjectView(entry, safe, FolderView.crumbs(entry, safe, true), shown, versions, version);
            return Pages.object(frame.of(view.name(), "access", signedIn.person()), view)
                    .render();
        }
    }

    /** The object itself, always as a file to be saved and never as something to be shown. */
    @GET
    @Path("/access/{id}/download")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public RestResponse<StreamingOutput> download(
            @RestPath String id, @RestQuery String key, @RestQuery Optional<String> version) {
        SignedIn signedIn = who.signedIn();
        Entry entry = access.entry(signedIn, Choice.id(id));
        String safe = Starts.key(entry, key == null ? "" : key);
        Contents contents = shelves.open(signedIn, entry).open(safe, version.map(Starts::opaque));
        StreamingOutput body = out -> {
            try (contents) {
                contents.in().transferTo(out);
            }
        };
        return ResponseBuilder.ok(body)
                .header("Content-Disposition", Attachment.named(safe.substring(safe.lastIndexOf('/') + 1)))
                .build();
    }
}
