package io.sluice.lake.notification;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.s3.XmlIn;
import io.sluice.lake.s3.XmlOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Configurations as requests and answers carry them. */
final class RuleXml {
    private static final Set<String> EVENTS = Set.of(
            "s3:ObjectCreated:*",
            "s3:ObjectCreated:Put",
            "s3:ObjectCreated:Post",
            "s3:ObjectCreated:Copy",
            "s3:ObjectCreated:CompleteMultipartUpload",
            "s3:ObjectRemoved:*",
            "s3:ObjectRemoved:Delete",
            "s3:ObjectRemoved:DeleteMarkerCreated");

    private static final int LONGEST_FILTER = 1024;

    private RuleXml() {}

    static List<Rule> read(XmlIn.Element document) {
        var rules = new ArrayList<Rule>();
        for (var child : document.children()) {
            if (!child.name().equals("CloudFunctionConfiguration")) {
                throw new AwsException(
                        ErrorCode.NotImplemented,
                        "Notifications go to functions in this lake: " + child.name() + " is not part of it.");
            }
            rules.add(rule(child));
        }
        return rules;
    }

    private static Rule rule(XmlIn.Element element) {
        var events = element.all("Event").stream().map(XmlIn.Element::text).toList();
        if (events.isEmpty()) {
            throw new AwsException(ErrorCode.MalformedXML);
        }
        events.forEach(RuleXml::check);
        var filters = element.all("Filter").stream()
                .flatMap(filter -> filter.all("S3Key").stream())
                .flatMap(key -> key.all("FilterRule").stream())
                .toList();
        var id = element.first("Id").filter(text -> !text.isEmpty()).orElseGet(RuleXml::newId);
        return new Rule(
                id, element.required("CloudFunction"), events, value(filters, "prefix"), value(filters, "suffix"));
    }

    private static void check(String event) {
        if (!event.startsWith("s3:")) {
            throw invalid("The event '" + event + "' is not supported for notifications", "Event", event);
        }
        if (!EVENTS.contains(event)) {
            throw new AwsException(ErrorCode.NotImplemented, "This lake has no events of type " + event + ".");
        }
    }

    private static String value(List<XmlIn.Element> filters, String name) {
        var found = filters.stream()
                .filter(each -> each.required("Name").toLowerCase(Locale.ROOT).equals(name))
                .map(each -> each.required("Value"))
                .toList();
        var known = filters.stream()
                .allMatch(each -> Set.of("prefix", "suffix")
                        .contains(each.required("Name").toLowerCase(Locale.ROOT)));
        if (!known) {
            throw invalid("filter rule name must be either prefix or suffix", "FilterRule.Name", "");
        }
        if (found.size() > 1) {
            throw invalid("Cannot specify more than one " + name + " rule in a filter.", "FilterRule.Name", name);
        }
        if (!found.isEmpty() && found.getFirst().length() > LONGEST_FILTER) {
            throw invalid("Size of filter rule value cannot exceed 1024 bytes in UTF-8", "FilterRule.Value", "");
        }
        return found.isEmpty() ? "" : found.getFirst();
    }

    private static String newId() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    static AwsException invalid(String message, String name, String value) {
        return new AwsException(
                ErrorCode.InvalidArgument, message, Map.of("ArgumentName", name, "ArgumentValue", value));
    }

    static void write(Rule rule, XmlOut out) {
        out.open("CloudFunctionConfiguration").text("Id", rule.id()).text("CloudFunction", rule.functionArn());
        rule.events().forEach(event -> out.text("Event", event));
        if (!rule.prefix().isEmpty() || !rule.suffix().isEmpty()) {
            out.open("Filter").open("S3Key");
            filter(out, "Prefix", rule.prefix());
            filter(out, "Suffix", rule.suffix());
            out.close().close();
        }
        out.close();
    }

    private static void filter(XmlOut out, String name, String value) {
        if (!value.isEmpty()) {
            out.open("FilterRule").text("Name", name).text("Value", value).close();
        }
    }
}
