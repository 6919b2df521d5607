package io.sluice.system.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What the modules' poms ask for: a dependency is an arrow even where no class uses it yet. */
final class PomsTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("rooms")
    void aModuleIsGivenNoneButThoseTheDesignNames(Room room) throws Exception {
        assertThat(room.mayKnow()).containsAll(given(Files.readString(room.pom())));
    }

    @Test
    void theTableHasAllModules() throws Exception {
        var modules = new TreeSet<String>();
        var pom = parsed(Files.readString(Room.root().resolve("pom.xml")));
        var named = pom.getElementsByTagName("module");
        for (int i = 0; i < named.getLength(); i++) {
            modules.add(named.item(i).getTextContent());
        }
        var known = new HashSet<>(Set.of(
                "system-tests",
                "bench",
                "bench/http-layers",
                "bench/peers",
                "bench/peers/local-s3",
                "bench/peers/cedar",
                "bench/scaling",
                "quarkus-sluice",
                "examples/quarkus-reader"));
        Room.ALL.forEach(room -> known.add(room.folder()));

        assertThat(modules).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void aServiceThatIsGivenTheLakeIsFoundAndItsTestsMayUseIt() throws Exception {
        assertThat(given(pom("compile"))).containsExactly("local-lake");
        assertThat(given(pom("test"))).isEmpty();
    }

    private static String pom(String scope) {
        return """
                <project><dependencies><dependency><groupId>io.sluice</groupId><artifactId>local-lake</artifactId>
                <scope>%s</scope></dependency></dependencies></project>""".formatted(scope);
    }

    static List<Room> rooms() {
        return Room.ALL;
    }

    /** The modules of Sluice that are given to more than tests. */
    private static Set<String> given(String pom) throws Exception {
        var given = new TreeSet<String>();
        var dependencies = parsed(pom).getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            var dependency = (Element) dependencies.item(i);
            if (text(dependency, "groupId").equals("io.sluice")
                    && !text(dependency, "scope").equals("test")) {
                given.add(text(dependency, "artifactId"));
            }
        }
        return given;
    }

    private static String text(Element dependency, String name) {
        var found = dependency.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    private static Element parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }
}
