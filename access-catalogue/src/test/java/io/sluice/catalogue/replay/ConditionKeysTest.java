package io.sluice.catalogue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalogue.Catalogue;
import io.sluice.iam.Condition;
import io.sluice.iam.PolicyDocument;
import io.sluice.iam.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A condition on a key that no request of a log is given would be decided wrongly, and nobody would notice. */
class ConditionKeysTest {
    /** Those that follow from the request, its way, its grant, or TLS; what the account of a resource is, decisions know. */
    private static final Set<String> TOLD = Set.of(
            "aws:calledvia",
            "aws:resourceaccount",
            "aws:securetransport",
            // Nothing that Object Lambda invokes comes by a function's URL, so that it is rightly absent.
            "lambda:invokedviafunctionurl",
            "s3:accessgrantsinstancearn",
            "s3:dataaccesspointaccount",
            "s3:dataaccesspointarn",
            "s3:prefix");

    private static Stream<Condition> conditions(Catalogue catalogue) {
        return catalogue.render().documents().entrySet().stream()
                .filter(each -> each.getKey().matches("(buckets|access-points|object-lambda-access-points|roles)/.*"))
                .filter(each -> each.getValue().startsWith("{\"Version\"")
                        || each.getValue().contains("\"Statement\""))
                .filter(each -> !each.getKey().endsWith(".trust.json"))
                .map(each -> PolicyDocument.parse(each.getValue()))
                .flatMap(document -> document.statements().stream())
                .filter(ConditionKeysTest::isAboutData)
                .flatMap(statement -> statement.conditions().stream());
    }

    private static boolean isAboutData(Statement statement) {
        return statement.actions().stream()
                .anyMatch(action ->
                        action.equals("*") || action.startsWith("s3") || action.equals("lambda:InvokeFunction"));
    }

    @Test
    void documentsAskOnlyForWhatLogsTell() {
        var catalogue = Logs.changed(
                "  - name: store-events-111122223333-us-east-1\n    tls: optional",
                "  - name: store-events-111122223333-us-east-1");

        assertThat(conditions(catalogue).map(condition -> condition.key().toLowerCase(Locale.ROOT)))
                .contains("aws:securetransport", "s3:prefix", "aws:calledvia")
                .isSubsetOf(TOLD);
    }
}
