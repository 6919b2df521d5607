package io.sluice.redaction;

import static io.sluice.redaction.Redaction.JSON;
import static io.sluice.redaction.Redaction.NDJSON;
import static io.sluice.redaction.Redaction.omitting;
import static io.sluice.redaction.Redaction.redact;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OmissionTest {

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$.price | {\"a\": 1, \"price\": 2, \"b\": 3} | {\"a\": 1, \"b\": 3}",
                "$.price | {\"price\": 2, \"b\": 3} | {\"b\": 3}",
                "$.price | {\"a\": 1, \"price\": 2} | {\"a\": 1}",
                "$.price | {\"price\": 2} | {}",
                "$.price | { \"price\" : 2 } | {  }",
                "$.price | {\"a\":1 , \"price\":2 , \"b\":3} | {\"a\":1  , \"b\":3}",
                "$.price | {\"a\":{\"price\":2}} | {\"a\":{\"price\":2}}",
                "$..price | {\"a\":{\"price\":2},\"price\":[{}]} | {\"a\":{}}",
                "$..price | {\"a\":[[{\"price\":2}]]} | {\"a\":[[{}]]}",
                "$.a.price | {\"a\":{\"price\":2},\"price\":3} | {\"a\":{},\"price\":3}",
                "$.a.price | {\"a\":[{\"price\":2}]} | {\"a\":[{}]}",
                "$.a[*].price | {\"a\":[{\"price\":2},{\"b\":1,\"price\":3}]} | {\"a\":[{},{\"b\":1}]}",
                "$.a[*].price | {\"a\":{\"price\":2}} | {\"a\":{}}",
                "$.a[*] | {\"a\":[1,2, 3],\"b\":[4]} | {\"a\":[],\"b\":[4]}",
                "$.a[*] | {\"a\":1,\"b\":2} | {\"b\":2}",
                "$['a b'] | {\"a b\":1,\"b\":2} | {\"b\":2}",
                "$.price | {\"price\":\"9.5\",\"b\":2} | {\"b\":2}",
                "$.price | {\"price\":null,\"b\":2} | {\"b\":2}",
                "$.price | {\"price\":{\"x\":[1,{\"y\":\"}\"}]},\"b\":2} | {\"b\":2}",
            })
    void takesTheMemberWithItsComma(String path, String before, String after) throws Exception {
        assertThat(redact(omitting(path), JSON, before)).isEqualTo(after);
        assertThat(redact(omitting(path), NDJSON, before + "\r\n\n" + before)).isEqualTo(after + "\r\n\n" + after);
        assertThat(redact(omitting(path), JSON, "[" + before + " , " + before + "]\n"))
                .isEqualTo("[" + after + " , " + after + "]\n");
    }

    @Test
    void leavesEverythingElseAsItWasWritten() throws Exception {
        String rest = "\t\"n\" :-0.10E+2,\r\n\"s\":\"\\u00e9\\/é€😀\\ud800\", \"t\":[ true ,false,null , { } ,[]] \n}";
        assertThat(redact(omitting("$..price"), JSON, " {\"price\":1," + rest + " "))
                .isEqualTo(" {" + rest.stripLeading() + " ");
    }

    @Test
    void hasNothingToDoInAnEmptyFileOfLines() throws Exception {
        assertThat(redact(omitting("$..price"), NDJSON, "")).isEmpty();
    }
}
