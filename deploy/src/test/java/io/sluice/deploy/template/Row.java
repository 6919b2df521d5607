package io.sluice.deploy.template;

import io.sluice.catalogue.RenderedCatalogue;
import io.sluice.catalogue.audit.World;
import io.sluice.iam.AccessRequest;
import io.sluice.iam.Decision;
import io.sluice.iam.Principal;
import io.sluice.iam.RequestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A line of {@code decisions.csv}: one request, and whether it is allowed. */
record Row(String claim, String caller, String way, String action, String on, String with, boolean allowed) {
    /** @param issuer without its scheme, which the keys of tokens begin with */
    static List<Row> read(Path file, String issuer) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("claim "))
                .map(line -> of(line.replace("ISSUER", issuer).split(" *\\| *", -1)))
                .toList();
    }

    private static Row of(String[] cells) {
        if (cells.length != 8 || !List.of("allowed", "denied").contains(cells[6])) {
            throw new IllegalArgumentException("Not a row: " + String.join("|", cells));
        }
        return new Row(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6].equals("allowed"));
    }

    Decision decide(World world) {
        var way = way(world.rendered());
        var context = RequestContext.empty().with("aws:SecureTransport", "false");
        for (var pair : with.isEmpty() ? new String[0] : with.split(" ", -1)) {
            context = context.with(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        var who = world.callers().containsKey(caller) ? world.callers().get(caller) : Principal.of(caller);
        return world.access()
                .decide(
                        way,
                        new AccessRequest(
                                who, action, resource(way), world.rendered().account(), context));
    }

    private String way(RenderedCatalogue rendered) {
        var arn = "arn:aws:%s:" + rendered.region() + ":" + rendered.account() + ":%s";
        var name = way.substring(way.lastIndexOf(' ') + 1);
        return switch (way.substring(0, way.indexOf(' '))) {
            case "access" -> "access point " + arn.formatted("s3", "accesspoint/" + name);
            case "bucket" -> "bucket arn:aws:s3:::" + name;
            case "view" -> "resource " + arn.formatted("s3-object-lambda", "accesspoint/" + name);
            case "function" -> "resource " + arn.formatted("lambda", "function:" + name);
            case "role" -> "resource arn:aws:iam::" + rendered.account() + ":role/" + name;
            case "grants" -> "resource " + arn.formatted("s3", "access-grants/default");
            case "grant" -> way;
            default -> throw new IllegalArgumentException("Not a way: " + way);
        };
    }

    private String resource(String way) {
        if (way.startsWith("grant ")) {
            return "arn:aws:s3:::" + way.substring("grant s3://".length()).split("/", 2)[0] + "/" + on;
        }
        var whole = way.substring(way.lastIndexOf(' ') + 1);
        if (on.isEmpty() || way.startsWith("resource ")) {
            return whole;
        }
        return whole + (way.startsWith("access point ") ? "/object/" : "/") + on;
    }

    /** What a denied neighbour shares with an allowed row: who asks, or by which way. */
    boolean isNeighbourOf(Row other) {
        return other.allowed != allowed && (other.caller.equals(caller) || other.way.equals(way));
    }

    @Override
    public String toString() {
        return claim;
    }
}
