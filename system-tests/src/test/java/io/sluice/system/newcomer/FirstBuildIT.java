package io.sluice.system.newcomer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sluice.system.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer's first command says where the machine is not as it should be, and what it leaves. */
@EnabledOnOs(OS.LINUX)
final class FirstBuildIT {
    private static final List<String> BUILD = List.of("./sluice", "build");
    private static final String OFFLINE = "-o";

    private static boolean mayMount;

    @TempDir
    Path scratch;

    /** A full disk and a machine without a JDK are made by mounting, which only root may, and not in every container. */
    @BeforeAll
    static void lookWhetherThisUserMayMount() throws Exception {
        mayMount = new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0;
    }

    @Test
    void aMachineWithoutJdk25IsToldWhichOneItHasAndWhereToGetOne() throws Exception {
        assumeThat(mayMount).isTrue();
        var clone = Clone.into(scratch.resolve("clone"));
        var environment = Clone.environment("");
        environment.putAll(Map.of("HOME", scratch.toString(), "PATH", "/usr/bin:/bin"));
        environment.put("JAVA_HOME", jdk17().toString());
        var noJdks =
                "for folder in /usr/lib/jvm /usr/java /opt; do [ ! -d $folder ] || mount -t tmpfs none $folder; done; exec ./sluice demo";

        try (var run = start(clone, environment, List.of("unshare", "-m", "sh", "-c", noJdks))) {
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.printed()).contains("no JDK 25 found", "a JDK 17.0.9", "Install one");
        }
    }

    @Test
    void aJavaHomeOfAnotherVersionIsPassedOverWhereAJdk25IsThere() throws Exception {
        var clone = Clone.into(scratch.resolve("clone"));
        var environment = Clone.environment("");
        environment.put("JAVA_HOME", jdk17().toString());
        environment.put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":/usr/bin:/bin");

        try (var run = start(clone, environment, List.of("./sluice", "jdk"))) {
            assertThat(run.exit()).isZero();
            assertThat(Path.of(run.printed().strip(), "bin", "javac")).isExecutable();
            assertThat(run.printed()).doesNotContain(jdk17().toString());
        }
    }

    @Test
    void aRegistryThatDoesNotAnswerIsToldInOneLineAndNothingIsTakenForBuilt() throws Exception {
        var clone = Clone.into(scratch.resolve("clone"));
        var settings = Files.writeString(scratch.resolve("settings.xml"), """
                <settings><mirrors><mirror><id>closed</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:%d/</url></mirror></mirrors>
                </settings>""".formatted(Ports.free()));
        var arguments = "-s " + settings + " -Dmaven.repo.local=" + scratch.resolve("empty");

        try (var run = start(clone, Clone.environment(arguments), BUILD)) {
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.printed())
                    .contains("the libraries could not be fetched", "Is there a network?", "~/.m2/settings.xml")
                    .doesNotContain("\tat ", "[ERROR]");
            assertThat(run.printed().lines()).hasSizeLessThan(10);
            assertThat(run.leftRunning()).isEmpty();
            assertThat(clone.file("target/built")).doesNotExist();
        }
    }

    @Test
    void aRegistryThatDoesNotEvenServeMavenIsToldLikewise() throws Exception {
        var clone = Clone.into(scratch.resolve("clone"));
        var environment = Clone.environment("");
        environment.put("MAVEN_USER_HOME", scratch.resolve("empty").toString());
        environment.put("MVNW_REPOURL", "http://127.0.0.1:" + Ports.free());

        try (var run = start(clone, environment, BUILD)) {
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.printed()).contains("the libraries could not be fetched", "Is there a network?");
            assertThat(run.leftRunning()).isEmpty();
        }
    }

    @Test
    void aDiskWithTooLittleRoomIsToldBeforeAnythingIsWritten() throws Exception {
        assumeThat(mayMount).isTrue();
        var clone = Clone.into(scratch.resolve("clone"));

        try (var run = start(clone, Clone.environment(OFFLINE), onSmallDisk("true", ""))) {
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.printed()).contains("the disk is too full", "MB are left", "Free some space");
        }
    }

    @Test
    void aDiskThatFillsWhileItBuildsIsToldAndTheHalfBuiltIsNotUsed() throws Exception {
        assumeThat(mayMount).isTrue();
        var clone = Clone.into(scratch.resolve("clone"));
        // Where the libraries were laid out once, the room is not asked for again.
        var fill =
                "mkdir -p sluice-cli/target/lib && head -c $(($(df -Pk . | awk 'NR == 2 { print $4 }') * 1024 - 300000)) /dev/zero > filler";
        var then = "; ls target; ls -d target/built";

        try (var run = start(clone, Clone.environment(OFFLINE), onSmallDisk(fill, then))) {
            run.exit();
            assertThat(run.printed())
                    .contains("the build ended because a disk is full", "MB are left", "ended with 1")
                    .contains("building")
                    .doesNotContain("\nbuilt\n", "\ntarget/built\n");
            assertThat(run.leftRunning()).isEmpty();
        }
    }

    @Test
    void controlCWhileItBuildsLeavesNothingRunningAndTheNextBuildBeginsAnew() throws Exception {
        var clone = Clone.into(scratch.resolve("clone"));
        interrupted(clone);

        var half = Files.createDirectories(clone.file("iam-policy/target")).resolve("iam-policy.jar");
        Files.writeString(half, "half a jar");

        assertThat(interrupted(clone)).contains("did not come to its end; what it left is removed");
        assertThat(half).doesNotExist();
        assertThat(clone.file("target/built")).doesNotExist();
    }

    @Test
    void aSecondBuildBesideARunningOneIsRefused() throws Exception {
        var clone = Clone.into(scratch.resolve("clone"));
        try (var first = start(clone, Clone.environment(OFFLINE), BUILD)) {
            first.awaitText(clone.file("target/build.log"), "[INFO] Building ");
            try (var second =
                    Session.start(clone.folder(), scratch.resolve("second.txt"), Clone.environment(OFFLINE), BUILD)) {
                assertThat(second.exit()).isEqualTo(2);
                assertThat(second.printed()).contains("is building here");
            }
            first.pressControlC();
            assertThat(first.exit()).isEqualTo(130);
            assertThat(first.leftRunning()).isEmpty();
        }
    }

    /** Presses Ctrl-C when the first module with sources is compiled, and returns what was printed. */
    private String interrupted(Clone clone) throws IOException, InterruptedException {
        Files.deleteIfExists(clone.file("target/build.log"));
        try (var run = start(clone, Clone.environment(OFFLINE), BUILD)) {
            run.awaitText(clone.file("target/build.log"), "[INFO] Compiling ");
            run.pressControlC();
            assertThat(run.exit()).isEqualTo(130);
            assertThat(run.printed()).contains("stopped while building").doesNotContain("[ERROR]", "\tat ");
            assertThat(run.leftRunning()).isEmpty();
            return run.printed();
        }
    }

    /** Builds a copy of the clone on a disk of 40 MB. */
    private static List<String> onSmallDisk(String before, String after) {
        var script = """
                set -e
                disk=$(mktemp -d)
                mount -t tmpfs -o size=40m none "$disk"
                cp -r . "$disk"
                cd "$disk"
                %s
                set +e
                ./sluice build
                ended=$?
                echo "ended with $ended"
                rm -f filler%s
                exit $ended
                """.formatted(before, after);
        return List.of("unshare", "-m", "sh", "-c", script);
    }

    private Session start(Clone clone, Map<String, String> environment, List<String> command) throws IOException {
        return Session.start(clone.folder(), scratch.resolve("printed.txt"), environment, command);
    }

    /** What the launcher looks at: the file {@code release} and a compiler. */
    private Path jdk17() throws IOException {
        var home = scratch.resolve("jdk-17");
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Eclipse Adoptium\"\nJAVA_VERSION=\"17.0.9\"\n");
        for (var tool : List.of("java", "javac")) {
            var file = home.resolve("bin").resolve(tool);
            if (!Files.exists(file)) {
                Files.createFile(file).toFile().setExecutable(true);
            }
        }
        return home;
    }
}
