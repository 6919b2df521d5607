package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.Stack;

@NeedsNode
class PlaceholdersTest {
    private static Stack stack;

    @BeforeAll
    static void create() {
        stack = new Stack();
    }

    private static Object resolved(Object value) {
        return stack.resolve(value);
    }

    private static Placeholders placeholders() {
        return Placeholders.of("111122223333", "us-east-1").with("apl-1", "Application");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "arn:aws:iam::111122223333:root | arn:aws:iam::${AWS::AccountId}:root",
                "lake-111122223333-us-east-1 | lake-${AWS::AccountId}-${AWS::Region}",
                "application/apl-1 | application/${Application}",
                "arn:aws:s3:us-east-1:111122223333:x/${aws:PrincipalTag/team}/* | arn:aws:s3:${AWS::Region}:${AWS::AccountId}:x/${!aws:PrincipalTag/team}/*",
                "arn:aws:iam::111122223333:oidc-provider/idp.us-east-1.example/111122223333 | arn:aws:iam::${AWS::AccountId}:oidc-provider/idp.us-east-1.example/111122223333",
            })
    void standForWhatOnlyAwsKnows(String text, String substituted) {
        assertThat(resolved(placeholders().text(text))).isEqualTo(Map.of("Fn::Sub", substituted));
    }

    @ParameterizedTest
    @CsvSource({"1111222233334", "us-east-10", "xus-east-1", "${aws:username}/*", "s3://bucket/"})
    void leaveTheRestAlone(String text) {
        assertThat(resolved(placeholders().text(text))).isEqualTo(text);
    }

    @Test
    void areReferencesWhereNothingStandsBesideThem() {
        assertThat(resolved(placeholders().text("111122223333"))).isEqualTo(Map.of("Ref", "AWS::AccountId"));
    }

    @Test
    void stayOutOfTheNamesOfMembers() {
        var document = placeholders().document("{\"111122223333\": [\"111122223333\", true]}");

        assertThat(resolved(document))
                .isEqualTo(Map.of("111122223333", List.of(Map.of("Ref", "AWS::AccountId"), true)));
    }
}
