package io.sluice.broker.browse;

import java.util.List;
import java.util.Optional;

/** Where the objects of one line of somebody's access are read, as that person may see them and in no other way. */
public sealed interface Shelf permits S3Shelf, ViewShelf {
    /** Objects on one page of a listing. */
    int PAGE = 1_000;

    /** What begins with this prefix, folder by folder. */
    Listing list(String prefix, Optional<String> from);

    /** The versions of an object, newest first; empty where they are not told. */
    List<Version> versions(String key);

    /** The object, or one version of it. */
    Contents open(String key, Optional<String> version);
}
