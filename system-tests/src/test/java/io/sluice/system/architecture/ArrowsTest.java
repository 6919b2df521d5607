package io.sluice.system.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows of the design, held against the compiled classes; each rule is also shown a class that breaks it. */
final class ArrowsTest {
    private static final Pattern CLASS_NAME = Pattern.compile("\\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\\b");

    private static JavaClasses system;

    @TempDir
    Path scratch;

    @BeforeAll
    static void readAllModules() {
        for (var room : Room.ALL) {
            assertThat(room.classes())
                    .as("%s is built; ./mvnw package -Dmaven.test.skip=true does it", room)
                    .isDirectory();
        }
        system = new ClassFileImporter()
                .importPaths(Room.ALL.stream().map(Room::classes).toList());
    }

    @Test
    void classFilesOfThisJdkAreRead() {
        for (var room : Room.ALL) {
            assertThat(system.stream().filter(type -> type.getPackageName().startsWith(room.owns())))
                    .as("classes of %s", room)
                    .isNotEmpty();
        }
    }

    @Test
    void everyClassIsInThePackageOfItsModule() {
        for (var room : Room.ALL) {
            assertThat(new ClassFileImporter().importPath(room.classes()))
                    .as("classes of %s", room)
                    .allMatch(type -> (type.getPackageName() + ".").startsWith(room.owns() + "."));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rooms")
    void aModuleKnowsNoneButThoseTheDesignNames(Room room) {
        room.knowsNoOther().check(system);
    }

    @ParameterizedTest(name = "{0} knows {1}")
    @MethodSource("forbidden")
    void aModuleThatKnowsAnotherIsFound(Room room, Room other) throws Exception {
        var breach = Breach.of(scratch, room.owns(), other.owns() + ".Anything");

        assertThat(room.knowsNoOther()
                        .evaluate(new ClassFileImporter().importPath(breach))
                        .getFailureReport()
                        .getDetails())
                .singleElement()
                .asString()
                .contains(room.owns() + ".Breach", other.owns() + ".Anything");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("arrows")
    void aRuleInsideAModuleHolds(Arrow arrow) {
        arrow.rule().check(system);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("arrows")
    void whatBreaksARuleInsideAModuleIsFound(Arrow arrow) throws Exception {
        var breach = Breach.of(scratch, arrow.breachIn(), arrow.breachUses());

        assertThat(arrow.rule()
                        .evaluate(new ClassFileImporter().importPath(breach))
                        .getFailureReport()
                        .getDetails())
                .isNotEmpty()
                .allMatch(line -> line.contains(arrow.breachIn() + ".Breach"));
    }

    @Test
    void theDocumentNamesClassesThatExist() throws Exception {
        var document = Files.readString(Room.root().resolve("docs/architecture.md"));
        var named =
                CLASS_NAME.matcher(document).results().map(MatchResult::group).filter(name -> !name.endsWith("Test"));

        assertThat(system.stream().map(JavaClass::getSimpleName)).containsAll(named.toList());
    }

    static List<Room> rooms() {
        return Room.ALL;
    }

    /** Each module with one that it may not know: the lake where it may not know that. */
    static Stream<Object[]> forbidden() {
        return Room.ALL.stream().map(room -> new Object[] {room, forbiddenFor(room)});
    }

    private static Room forbiddenFor(Room room) {
        return Stream.concat(Room.ALL.stream().filter(other -> other.folder().equals("local-lake")), Room.ALL.stream())
                .filter(other -> !other.equals(room) && !room.mayKnow().contains(other.folder()))
                .findFirst()
                .orElseThrow();
    }

    static List<Arrow> arrows() {
        return Arrow.all();
    }
}
