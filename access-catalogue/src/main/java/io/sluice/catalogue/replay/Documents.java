package io.sluice.catalogue.replay;

import io.sluice.catalogue.RenderedCatalogue;
import java.util.Map;

/**
 * All that decides, read once. It does not change, and is safe for several threads.
 *
 * @param roles by their names
 */
record Documents(String account, Gates gates, Map<String, Callers.Role> roles, Grants grants) {
    Documents {
        roles = Map.copyOf(roles);
    }

    static Documents of(RenderedCatalogue rendered) {
        return new Documents(rendered.account(), new Gates(rendered), Callers.roles(rendered), new Grants(rendered));
    }
}
