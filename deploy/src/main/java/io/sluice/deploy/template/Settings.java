package io.sluice.deploy.template;

import io.sluice.deploy.template.TemplateFinding.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Holds settings of templates against those of the catalogue, and keeps what differs. */
record Settings(Deployment deployment, List<TemplateFinding> findings) {
    /** The counterpart of what the catalogue has; one that is missing is reported. */
    <T> Optional<T> find(String words, String place, List<T> all, Function<T, String> key, T wanted) {
        var found = all.stream()
                .filter(each -> key.apply(each).equals(key.apply(wanted)))
                .findFirst();
        if (found.isEmpty()) {
            findings.add(new TemplateFinding(
                    Kind.MISSING, deployment.where(place), "no template has the " + words + " of the catalogue"));
        }
        return found;
    }

    void same(String place, String setting, Object wanted, Object there) {
        if (!wanted.equals(there)) {
            findings.add(new TemplateFinding(
                    Kind.DIFFERENT,
                    deployment.where(place),
                    setting + " is " + words(there) + "; the catalogue says " + words(wanted)));
        }
    }

    private static String words(Object value) {
        return switch (value) {
            case Optional<?> some -> some.map(Object::toString).orElse("nothing");
            case java.util.OptionalInt some -> some.isPresent() ? Integer.toString(some.getAsInt()) : "nothing";
            case java.time.Duration duration -> duration.toSeconds() + " s";
            default -> value.toString();
        };
    }
}
