package io.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The lake and the servers that it is measured beside, each as a process of its own with its data below a folder. */
final class ObjectServers {
    private static final String KEY_ID = "AKIABENCHBENCHBENCH0";
    private static final String SECRET = "bench/loopback/only/secret/0123456789abcd";

    private final Path lakeJar;
    private final Path peers;
    private final Path scratch;

    /**
     * @param lakeJar the jar of the {@code sluice} command
     * @param peers the built {@code bench/peers}
     */
    ObjectServers(Path lakeJar, Path peers, Path scratch) {
        this.lakeJar = lakeJar;
        this.peers = peers;
        this.scratch = scratch;
    }

    ServerUnderTest lake() throws IOException, InterruptedException {
        var users = scratch.resolve("principals.json");
        Files.writeString(users, """
                [{"arn": "arn:aws:iam::111122223333:user/bench", "accessKeyId": "%s", "secretAccessKey": "%s", "policies": [
                  {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}]}]
                """.formatted(KEY_ID, SECRET));
        return start(
                "local-lake",
                9791,
                java(
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        lakeJar.toString(),
                        "lake",
                        "--port=9791",
                        "--principals=" + users,
                        "--data=" + scratch.resolve("lake")));
    }

    ServerUnderTest s3Proxy() throws IOException, InterruptedException {
        var properties = scratch.resolve("s3proxy.properties");
        var store = Files.createDirectories(scratch.resolve("s3proxy"));
        Files.writeString(properties, """
                s3proxy.endpoint=http://127.0.0.1:9792
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem
                jclouds.filesystem.basedir=%s
                """.formatted(KEY_ID, SECRET, store));
        return start(
                "S3Proxy",
                9792,
                java(
                        "-Dlogback.configurationFile=" + quiet(),
                        "-cp",
                        peers.resolve("target/s3proxy") + "/*",
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        properties.toString()));
    }

    /** Without this S3Proxy logs every request at DEBUG, which would be an unfair peer. */
    private Path quiet() throws IOException {
        var logging = scratch.resolve("logback.xml");
        Files.writeString(logging, """
                <configuration>
                  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%level %logger %msg%n%ex</pattern></encoder>
                  </appender>
                  <root level="WARN"><appender-ref ref="out"/></root>
                </configuration>
                """);
        return logging;
    }

    /** local-s3 verifies no signatures. */
    ServerUnderTest localS3() throws IOException, InterruptedException {
        var target = peers.resolve("local-s3/target");
        return start(
                "local-s3",
                9793,
                java(
                        "-cp",
                        target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                        "io.sluice.bench.locals3.LocalS3Server",
                        "9793",
                        scratch.resolve("local-s3").toString()));
    }

    /** Whether Debian's packages of Ceph are installed. */
    static boolean hasRadosgw() {
        return Stream.of("radosgw", "ceph-mon", "ceph-osd", "ceph", "radosgw-admin")
                .allMatch(program -> Files.isExecutable(Path.of("/usr/bin", program)));
    }

    ServerUnderTest radosgw() throws IOException, InterruptedException {
        return start(
                "radosgw",
                9794,
                List.of(
                        peers.resolve("radosgw").toString(),
                        scratch.resolve("radosgw").toString(),
                        "9794",
                        KEY_ID,
                        SECRET));
    }

    private ServerUnderTest start(String name, int port, List<String> command)
            throws IOException, InterruptedException {
        return ServerUnderTest.start(name, port, KEY_ID, SECRET, scratch.resolve(name + ".log"), command);
    }

    private static List<String> java(String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.addAll(List.of(arguments));
        return command;
    }
}
