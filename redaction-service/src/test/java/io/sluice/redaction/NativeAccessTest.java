package io.sluice.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.github.luben.zstd.util.ZstdVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a native image is told of zstd's native code is there under these names. */
class NativeAccessTest {
    private static final String AT = "/META-INF/native-image/io.sluice/redaction-service/";

    private static List<String> values(String file, String member) throws IOException {
        List<String> values = new ArrayList<>();
        try (InputStream in = NativeAccessTest.class.getResourceAsStream(AT + file);
                JsonParser json = new JsonFactory().createParser(in)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING
                        && json.currentName().equals(member)) {
                    values.add(json.getText());
                }
            }
        }
        return values;
    }

    @Test
    void theFieldsThatNativeCodeReadsAreThere() throws Exception {
        Class<?> type = Object.class;
        int fields = 0;
        for (String name : values("jni-config.json", "name")) {
            if (name.contains(".")) {
                type = Class.forName(name);
            } else {
                assertThat(type.getDeclaredField(name).getType()).isEqualTo(long.class);
                fields++;
            }
        }
        assertThat(fields).isEqualTo(4);
    }

    @Test
    void theNativeCodeOfBothProcessorsIsThere() throws IOException {
        Pattern included =
                Pattern.compile(values("resource-config.json", "pattern").getFirst());
        for (String processor : List.of("amd64", "aarch64")) {
            String library = "linux/" + processor + "/libzstd-jni-" + ZstdVersion.VERSION + ".so";
            assertThat(NativeAccessTest.class.getResource("/" + library)).isNotNull();
            assertThat(included.matcher(library).matches()).isTrue();
        }
        assertThat(included.matcher("linux/s390x/libzstd-jni-" + ZstdVersion.VERSION + ".so")
                        .matches())
                .isFalse();
    }
}
