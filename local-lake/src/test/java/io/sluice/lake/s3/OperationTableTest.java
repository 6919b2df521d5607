package io.sluice.lake.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.iam.S3Operation;
import io.sluice.iam.S3Operation.Kind;
import io.sluice.iam.S3Operation.Occasion;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the lake asks for is what the table of permissions, from which matrix and reports are computed, says. */
final class OperationTableTest {
    @ParameterizedTest(name = "{0}")
    @EnumSource(Operation.class)
    void asksForWhatTheTableOfPermissionsSays(Operation operation) {
        assertThat(operation.actions(false)).hasSameElementsAs(needed(operation, Set.of()));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Operation.class)
    void asksForTheVersionsFormWhereOneIsNamed(Operation operation) {
        assertThat(operation.actions(true)).hasSameElementsAs(needed(operation, EnumSet.of(Occasion.VERSION)));
    }

    /** A copy's source is asked for by its own row. */
    private static List<String> needed(Operation operation, Set<Occasion> given) {
        return S3Operation.named(operation.name()).orElseThrow().needed(given).stream()
                .filter(permission -> permission.kind() != Kind.SOURCE)
                .map(S3Operation.Permission::action)
                .toList();
    }
}
