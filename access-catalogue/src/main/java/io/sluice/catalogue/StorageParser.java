package io.sluice.catalogue;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads buckets and data sets. */
final class StorageParser {
    private static final Pattern BUCKET =
            Pattern.compile("(?!xn--|sthree-|amzn-s3-demo-)(?!.*(-s3alias|--ol-s3|\\.mrap|--x-s3)$)(?!.*\\.\\.)"
                    + "(?!\\d+\\.\\d+\\.\\d+\\.\\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern PREFIX = Pattern.compile("(?=.{2,512}$)([A-Za-z0-9._=+@-]+/)+");
    private static final Pattern DOTS = Pattern.compile("(.*/)?\\.{1,2}/.*");
    private static final Pattern POINTS = Pattern.compile("[a-z0-9][a-z0-9-]{0,28}-");
    private static final Pattern OWNER = Pattern.compile("\\S(.{0,126}\\S)?");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    private static final Map<String, Tls> TLS = Fields.words(List.of(Tls.values()), Tls::word);
    private static final Map<String, Classification> CLASSIFICATIONS =
            Fields.words(List.of(Classification.values()), Classification::word);

    private final Names names;
    private final SequencedMap<String, Bucket> buckets = new LinkedHashMap<>();
    private final SequencedMap<String, DataSet> dataSets = new LinkedHashMap<>();
    /** The names of the data sets by bucket and prefix. */
    private final Map<String, NavigableMap<String, String>> prefixes = new HashMap<>();

    StorageParser(Names names) {
        this.names = names;
    }

    /** The buckets, at least one: {@code bucket} where it is the only one, {@code buckets} otherwise. */
    List<Bucket> buckets(Fields catalogue) {
        var several = catalogue.optional("buckets");
        if (several.isEmpty()) {
            bucket(catalogue.required("bucket"));
        } else if (catalogue.optional("bucket").isPresent()) {
            throw new CatalogueException(several.get().place(), "there is \"bucket\" already; write all under buckets");
        } else {
            Fields.items(several.get(), "buckets").forEach(this::bucket);
        }
        if (buckets.isEmpty()) {
            throw new CatalogueException(catalogue.place(), "no bucket; write at least one under buckets");
        }
        return List.copyOf(buckets.values());
    }

    private void bucket(Yaml node) {
        var fields = Fields.of(node, "the bucket", "name", "tls", "accessPointPrefix");
        var name = fields.text(
                "name",
                BUCKET,
                "3 to 63 lower-case letters, digits, dots and hyphens, without S3's reserved beginnings and endings");
        names.take("bucket", name, fields.required("name").place());
        var tls = fields.optional("tls").isPresent() ? fields.word("tls", TLS) : Tls.REQUIRED;
        var prefix = fields.optional("accessPointPrefix")
                .map(_ -> fields.text(
                        "accessPointPrefix",
                        POINTS,
                        "2 to 30 lower-case letters, digits and hyphens, a hyphen at the end"));
        buckets.put(name, new Bucket(name, tls, prefix));
    }

    SequencedMap<String, DataSet> dataSets(Fields catalogue) {
        catalogue.items("dataSets").forEach(this::dataSet);
        return dataSets;
    }

    private void dataSet(Yaml node) {
        var fields = Fields.of(node, "a data set", "name", "bucket", "prefix", "owner", "classification", "fields");
        var name = names.declare(fields, "data set");
        var bucket = fields.optional("bucket")
                .map(text -> Names.known(text, "bucket", buckets.keySet()))
                .orElseGet(() -> buckets.firstEntry().getKey());
        var prefix = prefix(fields, bucket, name);
        var owner = fields.text("owner", OWNER, "up to 128 characters that say who answers for it");
        var classification = fields.word("classification", CLASSIFICATIONS);
        dataSets.put(name, new DataSet(name, bucket, prefix, owner, classification, sensitive(fields)));
    }

    private static SequencedMap<String, Classification> sensitive(Fields dataSet) {
        var sensitive = new LinkedHashMap<String, Classification>();
        dataSet.members("fields").forEach((field, member) -> {
            if (!FIELD.matcher(field).matches()) {
                throw new CatalogueException(
                        member.place(), "\"" + field + "\" is no field: letters, digits and _, not a digit first");
            }
            sensitive.put(field, Fields.word(member.value(), "classification", CLASSIFICATIONS));
        });
        return sensitive;
    }

    private String prefix(Fields fields, String bucket, String name) {
        var text = Fields.text(fields.required("prefix"), "prefix");
        var prefix = text.value();
        if (!prefix.endsWith("/")) {
            throw new CatalogueException(
                    text.place(),
                    "the prefix \"" + prefix
                            + "\" must end with \"/\": policies match character by character, so it would also cover \""
                            + prefix + "_archive/…\" and \"" + prefix + ".txt\"; write \"" + prefix + "/\"");
        }
        if (!PREFIX.matcher(prefix).matches() || DOTS.matcher(prefix).matches()) {
            throw new CatalogueException(
                    text.place(),
                    "\"" + prefix
                            + "\" is no prefix: parts of letters, digits and . _ = + @ - that each end with \"/\", 512 characters in all,"
                            + " none of them . or ..; * ? and $ would be wildcards and variables in a policy");
        }
        refuseOverlap(text, bucket);
        prefixes.get(bucket).put(prefix, name);
        return prefix;
    }

    private void refuseOverlap(Yaml.Text text, String bucket) {
        var prefix = text.value();
        var others = prefixes.computeIfAbsent(bucket, _ -> new TreeMap<>());
        // None of the others begins with another, so whichever overlaps is a neighbour.
        Stream.of(others.floorEntry(prefix), others.ceilingEntry(prefix))
                .filter(other -> other != null
                        && (prefix.startsWith(other.getKey()) || other.getKey().startsWith(prefix)))
                .forEach(other -> {
                    throw new CatalogueException(
                            text.place(),
                            "the prefix \"" + prefix + "\" overlaps \"" + other.getKey() + "\" of data set "
                                    + other.getValue() + ": who may read the one could read the other");
                });
    }
}
