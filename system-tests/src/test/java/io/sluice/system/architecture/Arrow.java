package io.sluice.system.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule of the design that is finer than modules, and what breaks it, by which is shown that the rule finds such a thing.
 *
 * @param breachIn the package of a class that breaks it
 * @param breachUses the class that such a class must not use
 */
record Arrow(String claim, ArchRule rule, String breachIn, String breachUses) {
    private static final String LAKE = "io.sluice.lake";

    static List<Arrow> all() {
        return Stream.of(libraries(), layers(), circles()).flatMap(List::stream).toList();
    }

    private static List<Arrow> libraries() {
        var parser = classes()
                .that()
                .resideInAPackage("io.sluice.iam..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.sluice.iam..", "java..", "com.fasterxml.jackson.core..");
        return List.of(
                new Arrow(
                        "iam-policy needs the JDK and a JSON parser, nothing else",
                        parser,
                        "io.sluice.iam",
                        "com.fasterxml.jackson.databind.JsonNode"),
                new Arrow(
                        "the lake is made from AWS's documents, not from its SDK",
                        nothingIn(LAKE, "software.amazon.awssdk"),
                        "io.sluice.lake.s3",
                        "software.amazon.awssdk.services.s3.S3Client"),
                new Arrow(
                        "an HTTP library stays inside the lake's package http",
                        onlyIn("http", "org.apache.hc"),
                        "io.sluice.lake.s3",
                        "org.apache.hc.core5.http.HttpRequest"),
                new Arrow(
                        "RocksDB stays inside the lake's package storage",
                        onlyIn("storage", "org.rocksdb"),
                        "io.sluice.lake.s3",
                        "org.rocksdb.RocksDB"));
    }

    private static List<Arrow> layers() {
        return List.of(
                knows("error"),
                knows("http"),
                knows("webidentity"),
                knows("storage", "error"),
                knows("checksum", "storage"),
                knows("addressing", "error", "http"),
                knows("principals", "storage"),
                knows("metadata", "http", "principals"),
                // Who may ask is decided before it is called, so it stores and answers and knows nobody.
                knows("s3", "checksum", "error", "http", "storage"),
                knows("signing", "checksum", "error", "http", "principals", "storage"),
                knows("sts", "error", "http", "principals", "webidentity"));
    }

    /** The class that is used stands in a package that already knows the package of the breach. */
    private static List<Arrow> circles() {
        return List.of(
                noCircle("lake", "storage", "s3.Anything"),
                noCircle("broker", "aws", "person.Anything"),
                noCircle("redaction", "door", "door.http.Anything"));
    }

    private static Arrow noCircle(String module, String breachIn, String breachUses) {
        var root = "io.sluice." + module + ".";
        return new Arrow(
                "the packages of " + module + " form no circle",
                slices().matching(root + "(**)").should().beFreeOfCycles(),
                root + breachIn,
                root + breachUses);
    }

    /** A package of the lake, and those of the lake that it may know. */
    private static Arrow knows(String part, String... others) {
        var known = Stream.concat(Stream.of(part), Arrays.stream(others))
                .map(name -> LAKE + "." + name + "..")
                .toArray(String[]::new);
        var rule = noClasses()
                .that()
                .resideInAPackage(LAKE + "." + part + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(LAKE + "..").and(not(resideInAnyPackage(known))));
        return new Arrow(
                "of the lake, " + part + " knows only " + Arrays.toString(others),
                rule,
                LAKE + "." + part,
                LAKE + ".Anything");
    }

    private static ArchRule nothingIn(String place, String library) {
        return noClasses()
                .that()
                .resideInAPackage(place + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..");
    }

    private static ArchRule onlyIn(String part, String library) {
        return noClasses()
                .that()
                .resideInAPackage(LAKE + "..")
                .and()
                .resideOutsideOfPackage(LAKE + "." + part + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..");
    }

    @Override
    public String toString() {
        return claim;
    }
}
