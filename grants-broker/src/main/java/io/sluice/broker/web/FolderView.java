package io.sluice.broker.web;

import io.sluice.broker.access.Entry;
import io.sluice.broker.access.Names;
import io.sluice.broker.access.UnsafeNameException;
import io.sluice.broker.browse.Item;
import io.sluice.broker.browse.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A page of a folder, as it is shown. */
record FolderView(
        Entry entry, String prefix, List<Crumb> crumbs, List<Line> lines, Optional<String> next, boolean later) {
    FolderView {
        crumbs = List.copyOf(crumbs);
        lines = List.copyOf(lines);
    }

    /** A step of the way here; the last one has no link. */
    record Crumb(String name, Optional<String> link) {}

    /** A folder or an object; without a link where its name is not passed on. */
    record Line(Item item, Optional<String> link) {
        public String size() {
            return item.size().map(Size::inWords).orElse("");
        }
    }

    static FolderView of(Entry entry, String prefix, Listing listing, boolean later) {
        return new FolderView(
                entry,
                prefix,
                crumbs(entry, prefix, false),
                listing.items().stream().map(item -> line(entry, item)).toList(),
                listing.next().map(next -> Link.page(entry.id(), prefix, next)),
                later);
    }

    /** The way from the top of what the person may see down to here. */
    static List<Crumb> crumbs(Entry entry, String place, boolean object) {
        String top = Starts.of(entry);
        List<Crumb> crumbs = new ArrayList<>();
        crumbs.add(new Crumb(entry.words().dataSet(), Optional.of(Link.folder(entry.id(), top))));
        int from = top.lastIndexOf('/') + 1;
        int slash = place.indexOf('/', from);
        while (slash >= 0) {
            String folder = place.substring(0, slash + 1);
            if (folder.length() > top.length()) {
                crumbs.add(new Crumb(place.substring(from, slash + 1), Optional.of(Link.folder(entry.id(), folder))));
            }
            from = slash + 1;
            slash = place.indexOf('/', from);
        }
        if (object) {
            crumbs.add(new Crumb(place.substring(from), Optional.empty()));
        } else {
            crumbs.set(crumbs.size() - 1, new Crumb(crumbs.getLast().name(), Optional.empty()));
        }
        return crumbs;
    }

    private static Line line(Entry entry, Item item) {
        try {
            Names.checked(item.key());
        } catch (UnsafeNameException unsafe) {
            return new Line(item, Optional.empty());
        }
        return new Line(
                item,
                Optional.of(item.folder() ? Link.folder(entry.id(), item.key()) : Link.object(entry.id(), item.key())));
    }
}
