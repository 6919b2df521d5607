package io.sluice.broker.web;

import io.sluice.broker.access.Entry;
import io.sluice.broker.browse.Preview;
import io.sluice.broker.browse.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An object, as it is shown. */
record ObjectView(
        Entry entry,
        String key,
        List<FolderView.Crumb> crumbs,
        Shown shown,
        List<VersionLine> versions,
        Optional<String> version) {
    ObjectView {
        crumbs = List.copyOf(crumbs);
        versions = List.copyOf(versions);
    }

    /** What is seen of it. */
    record Shown(Preview preview, Optional<Long> size, Optional<Instant> modified, String limit) {
        public String sizeInWords() {
            return size.map(Size::inWords).orElse("");
        }
    }

    /** A version, and where it is shown. */
    record VersionLine(Version version, String link) {
        public String size() {
            return version.deletion() ? "" : Size.inWords(version.size());
        }
    }

    public String name() {
        return key.substring(key.lastIndexOf('/', key.length() - 2) + 1);
    }

    public String download() {
        String link = Link.download(entry.id(), key);
        return version.map(one -> Link.version(link, one)).orElse(link);
    }
}
