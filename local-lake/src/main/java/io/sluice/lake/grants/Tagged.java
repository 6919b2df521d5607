package io.sluice.lake.grants;

import java.util.Map;

/** Something that has tags. */
sealed interface Tagged {
    Instance instance();

    Map<String, String> tags();

    default String account() {
        return instance().account();
    }

    record OfInstance(Instance instance) implements Tagged {
        @Override
        public Map<String, String> tags() {
            return instance.tags();
        }
    }

    record OfLocation(Instance instance, Location location) implements Tagged {
        @Override
        public Map<String, String> tags() {
            return location.tags();
        }
    }

    record OfGrant(Instance instance, Grant grant) implements Tagged {
        @Override
        public Map<String, String> tags() {
            return grant.tags();
        }
    }
}
