package io.sluice.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Who may do what with which data: the only thing that anybody edits. Every AWS document is derived from it by {@link #render}, and what it
 * does not name is not allowed. Reading one either gives a catalogue that is understood to its last member or throws
 * {@link CatalogueException}.
 *
 * @param account the AWS account that owns buckets, access points and roles
 */
public record Catalogue(
        String account,
        String region,
        List<Bucket> buckets,
        List<DataSet> dataSets,
        List<Application> applications,
        List<Function> functions,
        List<View> views,
        People people,
        Governance governance,
        Places places) {
    public Catalogue {
        Objects.requireNonNull(account);
        Objects.requireNonNull(region);
        buckets = List.copyOf(buckets);
        dataSets = List.copyOf(dataSets);
        applications = List.copyOf(applications);
        functions = List.copyOf(functions);
        views = List.copyOf(views);
        Objects.requireNonNull(people);
        Objects.requireNonNull(governance);
        Objects.requireNonNull(places);
    }

    /** The catalogue in a file and those that it includes; of a folder, in its {@code catalogue.yaml}. */
    public static Catalogue read(Path path) throws IOException {
        return new CatalogueReader().read(path);
    }

    /** The catalogue in one of these files and those that it extends and includes. */
    public static Catalogue read(CatalogueFiles files, String file) throws IOException {
        return new CatalogueReader().read(files, file);
    }

    /** The catalogue that this text is; messages name it by this file name. There is nothing that it could
     * extend or include. */
    public static Catalogue parse(String file, String text) {
        try {
            return CatalogueParser.parse(Variants.read(YamlParser.parse(file, text), YamlFiles.of(Includes.NO_FILES)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The demo's catalogue, which is the {@code catalogue.yaml} at the root of the repository. */
    public static Catalogue demo() {
        try (InputStream in = Catalogue.class.getResourceAsStream("/catalogue.yaml")) {
            return parse(
                    "catalogue.yaml", new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, where those who sign people in have other issuers, such as that of a provider on another port. */
    public Catalogue withIssuers(UnaryOperator<String> other) {
        return new Catalogue(
                account,
                region,
                buckets,
                dataSets,
                applications,
                functions,
                views,
                people.withIssuers(other),
                governance,
                places);
    }

    /** The first bucket. */
    public Bucket bucket() {
        return buckets.getFirst();
    }

    /** For what asks for many of them. */
    Map<String, DataSet> dataSetsByName() {
        return dataSets.stream().collect(Collectors.toMap(DataSet::name, dataSet -> dataSet));
    }

    /** The data set of this name, which must be one of the catalogue's. */
    DataSet dataSet(String name) {
        return dataSets.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The application of this name, which must be one of the catalogue's. */
    Application application(String name) {
        return applications.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The AWS documents of this catalogue, the same bytes every time. */
    public RenderedCatalogue render() {
        return Renderer.render(this);
    }

    /** How much it uses of what AWS takes. */
    public List<Quota> quotas() {
        return Quotas.of(render());
    }

    /** What should be otherwise by the look of the catalogue alone, accepted or not. */
    public List<Finding> warnings() {
        return Warnings.of(this);
    }
}
