package io.sluice.catalogue.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalogue.Catalogue;
import io.sluice.catalogue.Permission;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixTest {
    private static final Catalogue DEMO = Catalogue.demo();
    private static final List<Entry> MATRIX = Matrix.of(DEMO, World.of(DEMO.render()));

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "webAppClientRole, sales-events, READ, raw",
        "webAppClientRole, inventory-events, READ, ''",
        "storeProducerRole, sales-events, WRITE, raw",
        "storeProducerRole, sales-events, READ, ''",
        "inventoryConsumerRole, inventory-events, READ, redacted",
        "inventoryConsumerRole, inventory-events, WRITE, raw",
        "inventoryConsumerRole, inventory-events, DELETE, ''",
        "inventoryConsumerRole, sales-events, READ, ''",
        "redactionServiceRole, inventory-events, READ, raw",
        "redactionServiceRole, inventory-events, WRITE, ''",
        "redactionFunctionRole, inventory-events, READ, ''",
        "ShopFast-CustomerSupport, users, READ, raw",
        "ShopFast-CustomerSupport, users, WRITE, ''",
        "group sales, users, WRITE, raw",
        "group sales, inventory-events, READ, redacted",
        "group marketing, inventory-events, READ, ''",
        "accessGrantsLocationRole, users, READ, ''",
        "any account, users, READ, ''"
    })
    void tellsWhoDoesWhatRawOrRedacted(String who, String dataSet, Permission permission, String form) {
        var forms = MATRIX.stream()
                .filter(entry ->
                        entry.who().equals(who) && entry.dataSet().equals(dataSet) && entry.permission() == permission)
                .map(entry -> entry.redacted() ? "redacted" : "raw")
                .distinct()
                .toList();

        assertThat(String.join("+", forms)).isEqualTo(form);
    }

    /** The invoke permission is one of three that reading through Object Lambda needs. */
    @Test
    void countsARedactedReadOnlyWhereTheWholeWayIsOpen() {
        var rendered = DEMO.render();
        var crippled = rendered.roles().stream()
                .map(role -> new io.sluice.catalogue.RenderedRole(
                        role.name(),
                        role.arn(),
                        role.trustPolicy(),
                        role.name().equals("inventoryConsumerRole") ? java.util.Map.of() : role.policies(),
                        role.maxSessionDuration()))
                .toList();
        var world = World.of(new io.sluice.catalogue.RenderedCatalogue(
                rendered.account(),
                rendered.region(),
                rendered.buckets(),
                rendered.accessPoints(),
                rendered.objectLambdaAccessPoints(),
                crippled,
                rendered.functions(),
                rendered.views(),
                rendered.grants(),
                rendered.directory(),
                rendered.oidcProviders()));

        assertThat(Matrix.of(DEMO, world))
                .noneMatch(entry -> entry.who().equals("inventoryConsumerRole")
                        && entry.path().startsWith("Object Lambda"));
        assertThat(MATRIX)
                .anyMatch(entry -> entry.who().equals("inventoryConsumerRole")
                        && entry.path().startsWith("Object Lambda"));
    }

    @Test
    void findsWhereTheCatalogueAsksForAStatement() {
        assertThat(Origin.of(DEMO, "access-points/ec2-consumer.json", "ObjectsOfSalesEvents"))
                .isEqualTo(DEMO.places().of("permission", "sales-consumer sales-events"))
                .isPresent();
        assertThat(Origin.of(DEMO, "access-points/lambda-consumer.json", "ObjectsForDataShield"))
                .isEqualTo(DEMO.places().of("view", "data-shield"))
                .isPresent();
        assertThat(Origin.of(DEMO, "roles/inventoryConsumerRole.view-data-shield.json", "ReadTheView"))
                .isEqualTo(DEMO.places().of("view", "data-shield"));
        assertThat(Origin.of(DEMO, "roles/ShopFast-Sales.trust.json", "AssumeByPrincipals"))
                .isEqualTo(DEMO.places().of("role", "ShopFast-Sales"))
                .isPresent();
        assertThat(Origin.of(
                        DEMO,
                        "grant s3://shopfast-data-111122223333-us-east-1/users* READ to group customer-support",
                        "Scope"))
                .isEqualTo(DEMO.places().of("grant", "customer-support users*"))
                .isPresent();
        assertThat(Origin.of(DEMO, "access-points/unknown.json", "ObjectsOfSalesEvents"))
                .isEmpty();
    }
}
