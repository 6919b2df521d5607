package io.sluice.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

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
        People people) {
    public Catalogue {
        Objects.requireNonNull(account);
        Objects.requireNonNull(region);
        buckets = List.copyOf(buckets);
        dataSets = List.copyOf(dataSets);
        applications = List.copyOf(applications);
        functions = List.copyOf(functions);
        views = List.copyOf(views);
        Objects.requireNonNull(people);
    }

    public static Catalogue read(Path file) throws IOException {
        return parse(file.getFileName().toString(), Files.readString(file));
    }

    /** The catalogue that this text is; messages name it by this file name. */
    public static Catalogue parse(String file, String text) {
        return CatalogueParser.parse(YamlParser.parse(file, text));
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

    /** The first bucket. */
    public Bucket bucket() {
        return buckets.getFirst();
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
}
