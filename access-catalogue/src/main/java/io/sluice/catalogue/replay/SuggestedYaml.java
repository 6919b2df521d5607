package io.sluice.catalogue.replay;

import io.sluice.catalogue.Application;
import io.sluice.catalogue.Bucket;
import io.sluice.catalogue.DataSet;
import io.sluice.catalogue.NetworkOrigin;
import io.sluice.catalogue.Tls;
import io.sluice.catalogue.TrustedService;
import java.util.List;
import java.util.Locale;

/** Writes a suggestion as a catalogue is written. */
final class SuggestedYaml {
    private final StringBuilder out = new StringBuilder();

    private SuggestedYaml() {}

    static String of(Suggestion suggestion) {
        var yaml = new SuggestedYaml();
        suggestion
                .notGiven()
                .forEach(each -> yaml.line("# Used, and not given here, since no data set has it: " + each));
        yaml.line("account: " + quoted(suggestion.catalogue().account()));
        yaml.line("region: " + suggestion.catalogue().region());
        suggestion.catalogue().buckets().stream()
                .filter(bucket -> bucket.name().equals(suggestion.application().bucket()))
                .forEach(yaml::bucket);
        if (!suggestion.dataSets().isEmpty()) {
            yaml.line("dataSets:");
            suggestion.dataSets().forEach(yaml::dataSet);
        }
        yaml.application(suggestion);
        return yaml.out.toString();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private void bucket(Bucket bucket) {
        line("buckets:");
        line("  - name: " + bucket.name());
        if (bucket.tls() == Tls.OPTIONAL) {
            line("    tls: optional");
        }
        bucket.accessPointPrefix().ifPresent(prefix -> line("    accessPointPrefix: " + prefix));
    }

    private void dataSet(DataSet dataSet) {
        line("  - name: " + dataSet.name());
        line("    prefix: " + quoted(dataSet.prefix()));
        line("    owner: " + quoted(dataSet.owner()));
        line("    classification: " + word(dataSet.classification()));
        if (!dataSet.fields().isEmpty()) {
            line("    fields:");
            dataSet.fields().forEach((field, classification) -> line("      " + field + ": " + word(classification)));
        }
    }

    private void application(Suggestion suggestion) {
        var application = suggestion.application();
        line("applications:");
        line("  - name: " + application.name());
        line("    role: " + quoted(application.role().name()));
        trusted(application);
        line("    accessPoint: " + application.accessPoint());
        line("    bucket: " + application.bucket());
        line("    networkOrigin: " + origin(application.networkOrigin()));
        line("    dataSets:" + (suggestion.permissions().isEmpty() ? " {}" : ""));
        suggestion
                .permissions()
                .forEach((dataSet, needed) -> line("      " + dataSet + ": [" + Suggestion.words(needed) + "]"));
    }

    private void trusted(Application application) {
        list(
                "trustedServices",
                application.role().trustedServices().stream()
                        .map(TrustedService::principal)
                        .toList());
        list(
                "trustedPrincipals",
                application.role().trustedPrincipals().stream()
                        .map(SuggestedYaml::quoted)
                        .toList());
    }

    private void list(String member, List<String> items) {
        if (!items.isEmpty()) {
            line("    " + member + ": [" + String.join(", ", items) + "]");
        }
    }

    private static String origin(NetworkOrigin origin) {
        return switch (origin) {
            case NetworkOrigin.Internet _ -> "internet";
            case NetworkOrigin.Vpc(var vpc) -> vpc;
        };
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
