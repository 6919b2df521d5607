package io.sluice.catalogue.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.DataSet;
import io.sluice.catalogue.Permission;
import io.sluice.catalogue.RenderedObjectLambdaAccessPoint;
import io.sluice.catalogue.RenderedView;
import io.sluice.iam.Access;
import io.sluice.iam.AccessRequest;
import io.sluice.iam.Principal;
import io.sluice.iam.RequestContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who reads and writes what, raw or redacted, by which way: asked of the rendered documents, not of the catalogue. Keys are divided into all
 * the classes that the documents tell apart, so nothing is sampled.
 */
public final class Matrix {
    private static final RequestContext VIA_OBJECT_LAMBDA =
            RequestContext.empty().with("aws:CalledVia", "s3-object-lambda.amazonaws.com");
    private static final String CALLED_VIA = "aws:calledvia";
    private static final String VENDED = "s3:accessgrantsinstancearn";

    private final Catalogue catalogue;
    private final World world;
    private final Set<Entry> entries = new LinkedHashSet<>();

    private Matrix(Catalogue catalogue, World world) {
        this.catalogue = catalogue;
        this.world = world;
    }

    /** In the order of data sets, permissions and names. */
    public static List<Entry> of(Catalogue catalogue, World world) {
        var matrix = new Matrix(catalogue, world);
        for (var dataSet : catalogue.dataSets()) {
            matrix.objects(dataSet);
            matrix.lists(dataSet);
        }
        world.rendered().views().forEach(matrix::byHttp);
        var names = catalogue.dataSets().stream().map(DataSet::name).toList();
        var sorted = new ArrayList<>(matrix.entries);
        sorted.sort(Comparator.comparingInt((Entry entry) -> names.indexOf(entry.dataSet()))
                .thenComparing(Entry::permission)
                .thenComparing(Entry::who)
                .thenComparing(Entry::path));
        return List.copyOf(sorted);
    }

    private void objects(DataSet dataSet) {
        var pattern = "arn:aws:s3:::" + dataSet.bucket() + "/" + dataSet.prefix() + "*";
        for (var access : world.access().whoCan("s3:*Object", pattern)) {
            for (var permission : Permission.values()) {
                if (access.actions().contains(permission.action()) && !isForVending(access)) {
                    object(dataSet, permission, access);
                }
            }
        }
    }

    /** What the location's role may do is vended by grants, which are ways of their own. */
    private static boolean isForVending(Access access) {
        return access.example().context().asMap().containsKey(VENDED);
    }

    private void object(DataSet dataSet, Permission permission, Access access) {
        var who = world.words(access.caller());
        var part = part(dataSet, access);
        if (!access.example().context().asMap().containsKey(CALLED_VIA)) {
            var condition = String.join(" and ", access.conditions());
            entries.add(new Entry(who, dataSet.name(), permission, false, Ways.words(access.route()), part, condition));
            return;
        }
        shields(access.route())
                .filter(point -> permission == Permission.READ)
                .filter(point -> comesThrough(access.example().principal(), point, "s3-object-lambda:GetObject"))
                .forEach(point -> entries.add(new Entry(
                        who,
                        dataSet.name(),
                        permission,
                        true,
                        "Object Lambda access point " + point.name(),
                        part,
                        "")));
    }

    private Stream<RenderedObjectLambdaAccessPoint> shields(String route) {
        return world.rendered().objectLambdaAccessPoints().stream()
                .filter(point -> route.equals("access point " + point.supportingAccessPointArn()));
    }

    private boolean comesThrough(Principal who, RenderedObjectLambdaAccessPoint point, String action) {
        return world.allows(who, action, point.arn(), RequestContext.empty())
                && world.allows(who, "lambda:InvokeFunction", point.functionArn(), VIA_OBJECT_LAMBDA);
    }

    /** Nothing where every key of the data set is meant. */
    private static String part(DataSet dataSet, Access access) {
        boolean whole = access.resources().isEmpty()
                || access.resources().stream().anyMatch(resource -> covers(resource, dataSet));
        return whole ? "" : String.join(", ", access.resources());
    }

    private static boolean covers(String resource, DataSet dataSet) {
        if (!resource.endsWith("*")) {
            return false;
        }
        var start = resource.substring(0, resource.length() - 1);
        return ("arn:aws:s3:::" + dataSet.bucket() + "/" + dataSet.prefix()).startsWith(start)
                || Ways.keyOf(start).map(dataSet.prefix()::startsWith).orElse(false);
    }

    private void lists(DataSet dataSet) {
        var context = RequestContext.empty().with("s3:prefix", dataSet.prefix());
        var bucket = "arn:aws:s3:::" + dataSet.bucket();
        world.callers().forEach((name, who) -> {
            var request = new AccessRequest(
                    who, Permission.LIST.action(), bucket, world.rendered().account(), context);
            world.access().ways(request).forEach((way, explanation) -> {
                if (explanation.decision().isAllowed()) {
                    entries.add(new Entry(name, dataSet.name(), Permission.LIST, false, Ways.words(way), "", ""));
                }
            });
        });
    }

    /** A view's document names who may have it by HTTP. */
    private void byHttp(RenderedView view) {
        var document = json(view.document());
        var served = catalogue.views().stream()
                .filter(each -> each.name().equals(view.name()) && each.http().isPresent())
                .findFirst();
        served.ifPresent(each -> {
            var path = "view " + view.name() + " by HTTP";
            document.get("consumers")
                    .forEach(
                            arn -> add(world.words(world.principal(arn.asText()).arn()), each.dataSet(), path));
            document.get("groups").forEach(group -> add("group " + group.asText(), each.dataSet(), path));
        });
    }

    private void add(String who, String dataSet, String path) {
        entries.add(new Entry(who, dataSet, Permission.READ, true, path, "", ""));
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether an entry is about all of a data set, raw. */
    static boolean isRawRead(Entry entry) {
        return entry.permission() == Permission.READ && !entry.redacted();
    }
}
