package io.sluice.lake.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sluice.lake.error.AwsException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopySourceTest {
    private static CopySource of(String header) {
        return CopySource.of(Requests.of("PUT /b/k", "x-amz-copy-source:" + header));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "b/k, b, k,",
        "/b/k, b, k,",
        "b/a%20b/c, b, a b/c,",
        "b%2Fk, b, k,",
        "b//k, b, /k,",
        "b/../k, b, ../k,",
        "b/%252F, b, %2F,",
        "b/a+b, b, a+b,",
        "b/k?versionId=7, b, k, 7",
        "b/k%3FversionId=7, b, k?versionId=7,",
        "x-abc-s3alias/k, x-abc-s3alias, k,",
        "arn:aws:s3:us-east-1:111122223333:accesspoint/r/object/a/b, arn:aws:s3:us-east-1:111122223333:accesspoint/r, a/b,",
        "arn:aws:s3:us-east-1:111122223333:accesspoint%2Fr/object/k?versionId=7,"
                + " arn:aws:s3:us-east-1:111122223333:accesspoint/r, k, 7"
    })
    void sourceIsTakenApart(String header, String place, String key, String version) {
        assertThat(of(header)).isEqualTo(new CopySource(place, key, Optional.ofNullable(version)));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"b", "b/", "/k", "//k", "b/%ZZ", "b/k?versionId=", ""})
    void sourceWithoutBucketOrKeyIsRefused(String header) {
        assertThatExceptionOfType(AwsException.class).isThrownBy(() -> of(header));
    }
}
