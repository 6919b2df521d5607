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
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who reads and writes what, raw or redacted, by which way: asked of the rendered documents, not of the catalogue. Keys are divided into all
 * the classes that the documents tell apart, so nothing is sampled.
 */
public final class Matrix {
    private static final RequestContext VIA_OBJECT_LAMBDA =
            RequestContext.empty().with("aws:CalledVia", "s3-object-lambda.amazonaws.com");
    private static final String CALLED_VIA = "aws:calledvia";
    private static final String PREFIX = "s3:prefix";
    private static final String VENDED = "s3:accessgrantsinstancearn";

    private static final Comparator<Entry> ORDER =
            Comparator.comparing(Entry::permission).thenComparing(Entry::who).thenComparing(Entry::path);

    private final Catalogue catalogue;
    private final World world;
    /** Of each data set, in the order of the catalogue. */
    private final Map<String, List<Entry>> entries = new LinkedHashMap<>();

    private Matrix(Catalogue catalogue, World world) {
        this.catalogue = catalogue;
        this.world = world;
        catalogue.dataSets().forEach(dataSet -> entries.put(dataSet.name(), new ArrayList<>()));
    }

    private void add(Entry entry) {
        entries.get(entry.dataSet()).add(entry);
    }

    /** In the order of data sets, permissions and names. */
    public static List<Entry> of(Catalogue catalogue, World world) {
        var matrix = new Matrix(catalogue, world);
        world.buckets().forEach(matrix::bucket);
        world.rendered().views().forEach(matrix::byHttp);
        return matrix.entries.values().parallelStream()
                .flatMap(ofOne -> ofOne.stream().distinct().sorted(ORDER))
                .toList();
    }

    /** One search a bucket finds who may come at all; each data set that a way may lead to is then decided for itself. */
    private void bucket(String bucket) {
        var arn = "arn:aws:s3:::" + bucket;
        var dataSets = new DataSetsByPrefix(catalogue.dataSets().stream()
                .filter(dataSet -> dataSet.bucket().equals(bucket))
                .toList());
        var objects = world.access().whoCan("s3:*Object", arn + "/*").parallelStream()
                .filter(access -> !isForVending(access))
                .flatMap(access -> meeting(dataSets, access).stream().flatMap(dataSet -> objects(dataSet, access)));
        var lists = world.access().whoCan(Permission.LIST.action(), arn).parallelStream()
                .filter(access ->
                        !isForVending(access) && !access.example().context().has(CALLED_VIA))
                .flatMap(access -> lists(dataSets, access));
        objects.toList().forEach(this::add);
        lists.toList().forEach(this::add);
    }

    /** Where the statement that allows may have keys. */
    private static Collection<DataSet> meeting(DataSetsByPrefix dataSets, Access access) {
        var beginnings = access.resources().stream()
                .map(resource -> Ways.keyOf(beginning(resource)))
                .toList();
        if (beginnings.isEmpty() || beginnings.stream().anyMatch(Optional::isEmpty)) {
            return dataSets.all();
        }
        return beginnings.size() == 1
                ? dataSets.meeting(beginnings.getFirst().get())
                : beginnings.stream()
                        .flatMap(beginning -> dataSets.meeting(beginning.get()).stream())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What a pattern says before its first wildcard or variable. */
    private static String beginning(String pattern) {
        int end = 0;
        while (end < pattern.length() && "*?$".indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        return pattern.substring(0, end);
    }

    private Stream<Entry> objects(DataSet dataSet, Access access) {
        return Stream.of(Permission.values())
                .filter(permission -> access.actions().contains(permission.action()))
                .filter(permission -> access.wholly()
                        || allows(
                                access,
                                permission,
                                example(dataSet, access),
                                access.example().context()))
                .flatMap(permission -> object(dataSet, permission, access));
    }

    /** A key of the data set that the statement is about. */
    private static String example(DataSet dataSet, Access access) {
        var start = "arn:aws:s3:::" + dataSet.bucket() + "/";
        return access.resources().stream()
                .filter(resource -> !covers(resource, dataSet) && meets(resource, dataSet))
                .findFirst()
                .flatMap(resource -> Ways.keyOf(beginning(resource)))
                .filter(_ -> access.resources().stream().noneMatch(resource -> covers(resource, dataSet)))
                .map(key -> start + key + "x")
                .orElse(start + dataSet.prefix() + "x");
    }

    /** Whether a pattern and a data set may have keys in common. */
    private static boolean meets(String resource, DataSet dataSet) {
        return covers(resource, dataSet)
                || Ways.keyOf(beginning(resource))
                        .map(key -> key.startsWith(dataSet.prefix())
                                || dataSet.prefix().startsWith(key))
                        .orElse(true);
    }

    private boolean allows(Access access, Permission permission, String resource, RequestContext context) {
        var request = new AccessRequest(
                access.example().principal(),
                permission.action(),
                resource,
                world.rendered().account(),
                context);
        return world.access().decide(access.route(), request).isAllowed();
    }

    /** What the location's role may do is vended by grants, which are ways of their own. */
    private static boolean isForVending(Access access) {
        return access.example().context().has(VENDED);
    }

    private Stream<Entry> object(DataSet dataSet, Permission permission, Access access) {
        var who = world.words(access.caller());
        var part = part(dataSet, access);
        if (!access.example().context().has(CALLED_VIA)) {
            var condition = String.join(" and ", access.conditions());
            return Stream.of(
                    new Entry(who, dataSet.name(), permission, false, Ways.words(access.route()), part, condition));
        }
        return shields(access.route())
                .filter(point -> permission == Permission.READ)
                .filter(point -> comesThrough(access.example().principal(), point, "s3-object-lambda:GetObject"))
                .map(point -> new Entry(
                        who, dataSet.name(), permission, true, "Object Lambda access point " + point.name(), part, ""));
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

    /** Prefixes that no condition on the way speaks of are decided alike, so one of their data sets answers for all. */
    private Stream<Entry> lists(DataSetsByPrefix dataSets, Access access) {
        var spokenOf = dataSets.within(
                world.access().values(access.route(), access.example().principal(), PREFIX).stream()
                        .map(Matrix::beginning)
                        .toList());
        boolean others = dataSets.all().stream()
                .filter(dataSet -> !spokenOf.contains(dataSet))
                .findFirst()
                .filter(dataSet -> mayList(dataSet, access))
                .isPresent();
        return Stream.concat(
                        spokenOf.stream().filter(dataSet -> mayList(dataSet, access)),
                        others ? dataSets.all().stream().filter(dataSet -> !spokenOf.contains(dataSet)) : Stream.of())
                .map(dataSet -> list(dataSet, access));
    }

    private boolean mayList(DataSet dataSet, Access access) {
        var context = access.example().context().with(PREFIX, dataSet.prefix());
        return allows(access, Permission.LIST, "arn:aws:s3:::" + dataSet.bucket(), context);
    }

    private Entry list(DataSet dataSet, Access access) {
        return new Entry(
                world.words(access.caller()),
                dataSet.name(),
                Permission.LIST,
                false,
                Ways.words(access.route()),
                "",
                "");
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
        add(new Entry(who, dataSet, Permission.READ, true, path, "", ""));
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
