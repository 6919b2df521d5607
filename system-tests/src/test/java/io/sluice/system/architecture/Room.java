package io.sluice.system.architecture;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A module: the package that is its own, and the modules of Sluice that it may know.
 *
 * @param folder below the root of the checkout
 * @param owns a package, with all below it
 */
record Room(String folder, String owns, Set<String> mayKnow) {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** The arrows of docs/architecture.md. */
    static final List<Room> ALL = List.of(
            new Room("store-events", "io.sluice.events", Set.of()),
            new Room("iam-policy", "io.sluice.iam", Set.of()),
            new Room("access-catalogue", "io.sluice.catalogue", Set.of("iam-policy")),
            new Room("local-lake", "io.sluice.lake", Set.of("iam-policy", "access-catalogue")),
            new Room("store-producer", "io.sluice.producer", Set.of("store-events")),
            new Room("sales-consumer", "io.sluice.sales", Set.of("store-events")),
            new Room("inventory-consumer", "io.sluice.inventory", Set.of("store-events")),
            new Room("oidc-provider", "io.sluice.oidc", Set.of()),
            new Room("redaction-service", "io.sluice.redaction", Set.of()),
            new Room("grants-broker", "io.sluice.broker", Set.of("access-catalogue")),
            new Room("sluice-cli", "io.sluice.cli", Set.of("iam-policy", "access-catalogue", "local-lake")),
            new Room("deploy", "io.sluice.deploy", Set.of("iam-policy", "access-catalogue")));

    static Path root() {
        return ROOT;
    }

    Path classes() {
        return ROOT.resolve(folder).resolve("target/classes");
    }

    Path pom() {
        return ROOT.resolve(folder).resolve("pom.xml");
    }

    /** No class of this module depends on a module that it may not know. */
    ArchRule knowsNoOther() {
        var others = ALL.stream()
                .filter(other -> !other.equals(this) && !mayKnow.contains(other.folder))
                .map(other -> other.owns + "..")
                .toArray(String[]::new);
        return ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage(owns + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }

    @Override
    public String toString() {
        return folder;
    }
}
