package io.sluice.redaction.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeavingHeadersTest {

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "ETag",
                "Content-Length",
                "Content-MD5",
                "Content-Range",
                "x-amz-checksum-crc64nvme",
                "x-amz-checksum-sha256",
                "x-amz-mp-parts-count",
                "x-amz-meta-md5chksum",
                "x-amz-meta-Content-MD5",
                "x-amz-meta-s3cmd-attrs",
                "x-amz-meta-sha256",
                "x-amz-meta-SHA-1",
                "x-amz-meta-x-amz-unencrypted-content-length",
                "x-amz-meta-original-size",
                "x-amz-meta-file-hash",
                "x-amz-meta-crc32c",
                "x-some-header-of-tomorrow"
            })
    void whatTellsOfTheStoredBytesStays(String name) {
        assertThat(LeavingHeaders.of(Map.of(name, "1"))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Content-Type", "Last-Modified", "x-amz-version-id", "x-amz-meta-till", "x-amz-meta-Shop"})
    void whatTellsOfTheObjectLeaves(String name) {
        assertThat(LeavingHeaders.of(Map.of(name, "1"))).hasSize(1);
    }
}
