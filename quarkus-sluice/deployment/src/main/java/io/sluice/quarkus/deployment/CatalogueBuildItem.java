package io.sluice.quarkus.deployment;

import io.quarkus.builder.item.SimpleBuildItem;
import io.sluice.quarkus.deployment.lake.CatalogueSource;

/** The catalogue of the lake that is to be started; absent where none is. */
public final class CatalogueBuildItem extends SimpleBuildItem {
    private final CatalogueSource source;

    CatalogueBuildItem(CatalogueSource source) {
        this.source = source;
    }

    public CatalogueSource source() {
        return source;
    }
}
