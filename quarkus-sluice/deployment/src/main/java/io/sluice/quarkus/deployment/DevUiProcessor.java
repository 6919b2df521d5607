package io.sluice.quarkus.deployment;

import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.devui.spi.buildtime.BuildTimeActionBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;
import io.quarkus.devui.spi.page.PageBuilder;
import io.sluice.quarkus.deployment.devui.LakeCard;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The card of the lake in the Dev UI: endpoint and keys, access log, matrix. */
final class DevUiProcessor {
    @BuildStep(onlyIf = IsLocalDevelopment.class)
    Optional<CardPageBuildItem> card(Optional<CatalogueBuildItem> catalogue) {
        if (catalogue.isEmpty()) {
            return Optional.empty();
        }
        var card = new CardPageBuildItem();
        card.addPage(page("Lake", "font-awesome-solid:water", "qwc-sluice-lake.js"));
        card.addPage(page("Access log", "font-awesome-solid:list", "qwc-sluice-log.js"));
        card.addPage(page("Matrix", "font-awesome-solid:table-cells", "qwc-sluice-matrix.js"));
        return Optional.of(card);
    }

    private static PageBuilder<?> page(String title, String icon, String component) {
        return Page.webComponentPageBuilder().title(title).icon(icon).componentLink(component);
    }

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    List<BuildTimeActionBuildItem> actions(Optional<CatalogueBuildItem> catalogue) {
        if (catalogue.isEmpty()) {
            return List.of();
        }
        var card = new LakeCard(
                catalogue.get().source(),
                () -> Optional.ofNullable(System.getProperty("sluice.lake.file"))
                        .map(Path::of));
        var actions = new BuildTimeActionBuildItem();
        action(actions, "describe", "Where the lake is, and its identities", _ -> card.describe())
                .build();
        action(actions, "keys", "The keys of an identity of the lake", card::keys)
                .parameter("identity", "The name of a role, or administrator")
                .build();
        action(actions, "log", "The newest requests, with what decided each", _ -> card.log())
                .build();
        action(actions, "matrix", "Who may do what, by which way", _ -> card.matrix())
                .build();
        return List.of(actions);
    }

    private static <T> BuildTimeActionBuildItem.ActionBuilder action(
            BuildTimeActionBuildItem actions,
            String name,
            String description,
            Function<Map<String, String>, T> function) {
        return actions.actionBuilder().methodName(name).description(description).function(function);
    }
}
