package io.sluice.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.system.hostile.Signer.Ask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;

/** XML that is broken, or made to take all memory, time or files, at a lake of little memory. */
final class LakeXmlIT {
    private static final List<String> PIECES = List.of(
            "<",
            ">",
            "</",
            "/>",
            "&lt;",
            "&",
            "&x;",
            "&#0;",
            "&#x110000;",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<?x ?>",
            "\0",
            "<!DOCTYPE a [<!ENTITY x \"y\">]>",
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
            "<?xml version=\"1.1\"?>",
            " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"",
            " a=\"b\"",
            "<a>".repeat(40),
            "<Key/>",
            "<Tag/>",
            "\u00ff",
            "é");

    /** What is written, where, and the status of the answer to it as it is. */
    private record Document(String method, String key, String query, String text) {}

    private static final List<Document> DOCUMENTS = List.of(
            new Document(
                    "PUT",
                    SmallLake.KEY,
                    "tagging=",
                    "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>"),
            new Document(
                    "POST", "", "delete=", "<Delete><Object><Key>fuzz/none</Key></Object><Quiet>true</Quiet></Delete>"),
            new Document(
                    "PUT",
                    "",
                    "versioning=",
                    "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"),
            new Document(
                    "POST",
                    SmallLake.KEY,
                    "uploadId=none",
                    "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\"d41d8cd98f00b204e9800998ecf8427e\"</ETag></Part></CompleteMultipartUpload>"));

    @TempDir
    static Path scratch;

    private static SmallLake lake;

    @BeforeAll
    static void start() throws Exception {
        lake = new SmallLake(scratch);
    }

    @AfterAll
    static void stop() {
        if (lake != null) {
            lake.close();
        }
    }

    @AfterEach
    void lakeServesAsBefore() throws IOException {
        lake.check();
    }

    @Test
    void whatAnotherParserRefusesIsNeverTaken() {
        var seen = new Fuzz().run("XML", random -> {
            var document = DOCUMENTS.get(random.nextInt(DOCUMENTS.size()));
            var whole = Raw.bytes(document.text());
            var body = random.nextInt(10) == 0 ? whole : new Mutation(random, PIECES).of(whole);
            var answer = send(document, body);
            if (answer.isPresent() && answer.get().status() < 300) {
                assertThat(isPlainXml(body))
                        .as(new String(body, StandardCharsets.ISO_8859_1))
                        .isTrue();
            }
            return answer.map(lake.witness()::answered).orElse("closed");
        });
        assertThat(seen).containsKeys("200", "400");
    }

    private static Optional<Raw.Answer> send(Document document, byte[] body) throws IOException {
        var signed = lake.signed(
                document.method(), document.key(), document.query(), Signer.UNSIGNED, Map.of(), body.length);
        return lake.ask(signed.head(), body);
    }

    /** What a parser of another make says, which takes no document types. */
    private static boolean isPlainXml(byte[] body) throws IOException, ParserConfigurationException {
        var factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setNamespaceAware(true);
        try {
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            builder.parse(new ByteArrayInputStream(body));
            return true;
        } catch (SAXException refused) {
            return false;
        }
    }

    static Stream<Arguments> bombs() {
        var laughs = IntStream.range(1, 10)
                .mapToObj(i -> "<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">")
                .collect(Collectors.joining());
        return Stream.of(
                bomb(
                        "billion laughs",
                        "<!DOCTYPE Tagging [<!ENTITY l0 \"lol\">" + laughs + "]><Tagging>&l9;</Tagging>"),
                bomb(
                        "an entity of a long text",
                        "<!DOCTYPE Tagging [<!ENTITY a \"" + "a".repeat(100_000) + "\">]><Tagging>"
                                + "&a;".repeat(100_000) + "</Tagging>"),
                bomb(
                        "a file as an entity",
                        "<!DOCTYPE Tagging [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Tagging>&a;</Tagging>"),
                bomb("a document type elsewhere", "<!DOCTYPE Tagging SYSTEM \"http://127.0.0.1:1/x.dtd\"><Tagging/>"),
                bomb(
                        "a parameter entity",
                        "<!DOCTYPE Tagging [<!ENTITY % a SYSTEM \"file:///dev/zero\"> %a;]><Tagging/>"),
                bomb("elements without end", "<Tagging>" + "<a>".repeat(300_000)),
                bomb("a million elements side by side", "<Tagging>" + "<a/>".repeat(250_000) + "</Tagging>"),
                bomb("many attributes", "<Tagging " + numbered(60_000, "a%d='' ") + "/>"),
                bomb("a name of a megabyte", "<" + "a".repeat(1_000_000) + "/>"),
                bomb("a comment without end", "<Tagging><!--" + "a".repeat(1_000_000)),
                bomb("another encoding", "<?xml version='1.0' encoding='UTF-7'?><Tagging>+ADw-a/+AD4-</Tagging>"),
                bomb("more than any document has", "<Tagging>" + " ".repeat(9 << 20) + "</Tagging>"));
    }

    private static String numbered(int count, String form) {
        return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining());
    }

    private static Arguments bomb(String name, String document) {
        return Arguments.of(name, document);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void documentMadeToHarmIsRefused(String name, String document) throws IOException {
        var answer = send(new Document("PUT", SmallLake.KEY, "tagging=", ""), Raw.bytes(document));

        assertThat(answer).get().extracting(Raw.Answer::status).isEqualTo(400);
        assertThat(answer.orElseThrow().text()).doesNotContain("root:");
    }

    @Test
    void manyLargeDocumentsAtOnceAreAnsweredWithinTheMemory() throws Exception {
        var documents = List.of(
                "<Delete>" + "<Object><Key>k</Key></Object>".repeat(280_000) + "</Delete>",
                "<Delete>" + "<a/>".repeat(2_000_000) + "</Delete>",
                "<Delete><Object><Key>" + "k".repeat(8_000_000) + "</Key></Object></Delete>");
        var statuses = Crowd.of(48, i -> {
            var body = Raw.bytes(documents.get(i % documents.size()));
            var ask = new Ask("POST", lake.host(), "/" + lake.process().bucket(), "delete=", Signer.UNSIGNED, Map.of());
            return lake.ask(lake.administrator().sign(ask, body.length).head(), body);
        });

        assertThat(statuses).isNotEmpty().allMatch(status -> status == 400 || status == 503);
    }

    @Test
    void bodyThatNobodyWantsTakesNoMemory() throws IOException {
        var megabytes = 2 * SmallLake.HEAP;
        var head = "GET /v20180820/accesspoint HTTP/1.1\r\n"
                + "Host: 111122223333.localhost\r\n"
                + "x-amz-account-id:"
                + " 111122223333\r\n"
                + "Content-Length:"
                + " " + ((long) megabytes << 20) + "\r\n\r\n";
        try (var raw = Raw.to(lake.endpoint())) {
            raw.send(head);
            raw.pour(megabytes, new byte[1 << 20]);
            assertThat(raw.answer(SmallLake.IDLE.multipliedBy(10)))
                    .get()
                    .extracting(Raw.Answer::status)
                    .isEqualTo(403);
        }
    }
}
