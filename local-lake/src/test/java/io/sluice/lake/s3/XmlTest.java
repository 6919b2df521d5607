package io.sluice.lake.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class XmlTest {
    private static final int LIMIT = 10_000;

    private static XmlIn.Element read(String document) throws IOException {
        var bytes = document.getBytes(StandardCharsets.UTF_8);
        return XmlIn.read(new ByteArrayInputStream(bytes), LIMIT, "Delete");
    }

    static Stream<String> malformed() {
        return Stream.of(
                "not xml",
                "<Delete>",
                "<Delete></Delet>",
                "<Other/>",
                "<Delete/><Delete/>",
                "<!DOCTYPE Delete [<!ENTITY e \"x\">]><Delete>&e;</Delete>",
                "<!DOCTYPE Delete SYSTEM \"file:///etc/passwd\"><Delete/>",
                "<!DOCTYPE Delete [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Delete>&e;</Delete>",
                "<Delete>&undefined;</Delete>",
                "<Delete>\u0001</Delete>",
                "<Delete>" + "<a>".repeat(40) + "</a>".repeat(40) + "</Delete>",
                "<Delete>" + "x".repeat(LIMIT) + "</Delete>");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void documentThatIsNotPlainAndSmallIsMalformed(String document) {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> read(document))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MalformedXML));
    }

    @Test
    void emptyBodyIsNoDocument() {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> read(""))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.MissingRequestBodyError));
    }

    @Test
    void elementsAreReadWithOrWithoutNameSpace() throws IOException {
        var document = read("""
                <?xml version="1.0"?><!-- a comment -->
                <s3:Delete xmlns:s3="http://s3.amazonaws.com/doc/2006-03-01/"><s3:Object><s3:Key>a&amp;<![CDATA[<b>]]>&#x20;c</s3:Key></s3:Object>
                </s3:Delete>""");

        assertThat(document.all("Object").getFirst().required("Key")).isEqualTo("a&<b> c");
    }

    @Test
    void elementGivenTwiceWhereOneIsMeantIsMalformed() throws IOException {
        var document = read("<Delete><Quiet>true</Quiet><Quiet>false</Quiet></Delete>");

        assertThatExceptionOfType(AwsException.class).isThrownBy(() -> document.first("Quiet"));
    }

    @Test
    void textIsWrittenSoThatItReadsBackTheSame() {
        var text = "a<b>&\"'\r\n\t\u00e9\u4e16\ud83d\ude00";

        var document = XmlOut.document("Result").text("Key", text).bytes();

        assertThat(XmlIn.parse(document).required("Key")).isEqualTo(text);
    }

    @Test
    void characterThatXmlCannotHoldIsWrittenAsAReference() {
        var document = new String(XmlOut.plain("R").text("K", "a\u0001b\uffff").bytes(), StandardCharsets.UTF_8);

        assertThat(document).contains("<K>a&#x1;b&#xffff;</K>");
    }
}
