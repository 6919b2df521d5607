package io.sluice.deploy;

import io.sluice.catalogue.RenderedBucket;
import io.sluice.catalogue.RenderedCatalogue;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who writes into the log bucket: AWS's own services, for this account and on behalf of what they log. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html">access logs</a>, <a
 * href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html">trails</a>, <a
 * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html">load balancers</a> and <a
 * href="https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html">flow logs</a>.
 *
 * @param bucket its name, as the catalogue would have it
 */
record LogPolicy(Placeholders placeholders, RenderedCatalogue catalogue, String bucket) {
    static final String TRAIL = "sluice";

    Map<String, Object> document() {
        var logs = "arn:aws:s3:::" + bucket;
        var trail = text("arn:aws:cloudtrail:" + catalogue.region() + ":" + catalogue.account() + ":trail/" + TRAIL);
        return Policies.document(List.of(
                accessLogs(logs + "/s3/*"),
                by("cloudtrail", "TrailAsks", "s3:GetBucketAcl", logs, "StringEquals", "aws:SourceArn", trail),
                by(
                        "cloudtrail",
                        "TrailWrites",
                        "s3:PutObject",
                        logs + "/AWSLogs/" + catalogue.account() + "/*",
                        "StringEquals",
                        "aws:SourceArn",
                        trail),
                balancers(logs + "/balancers/AWSLogs/" + catalogue.account() + "/*"),
                flowLogs("FlowLogsAsk", "s3:GetBucketAcl", logs),
                flowLogs("FlowLogsWrite", "s3:PutObject", logs + "/AWSLogs/" + catalogue.account() + "/*"),
                Policies.onlyTls("s3:*", List.of(text(logs), text(logs + "/*")))));
    }

    private String text(String text) {
        return placeholders.text(text);
    }

    private Map<String, Object> accessLogs(String objects) {
        var code = Stream.of(CodeStack.bucket(catalogue));
        var logged = Stream.concat(catalogue.buckets().stream().map(RenderedBucket::name), code)
                .map(name -> text("arn:aws:s3:::" + name))
                .toList();
        var write = Policies.allow(
                "AccessLogs", Policies.service("logging.s3.amazonaws.com"), List.of("s3:PutObject"), text(objects));
        return Policies.when(
                Policies.when(write, "ArnEquals", "aws:SourceArn", logged),
                "StringEquals",
                "aws:SourceAccount",
                text(catalogue.account()));
    }

    private Map<String, Object> balancers(String objects) {
        var all = "arn:aws:elasticloadbalancing:" + catalogue.region() + ":" + catalogue.account() + ":loadbalancer/*";
        return by(
                "logdelivery.elasticloadbalancing",
                "BalancersWrite",
                "s3:PutObject",
                objects,
                "ArnLike",
                "aws:SourceArn",
                text(all));
    }

    private Map<String, Object> flowLogs(String sid, String action, String resource) {
        var all = text("arn:aws:logs:" + catalogue.region() + ":" + catalogue.account() + ":*");
        var allowed = by("delivery.logs", sid, action, resource, "ArnLike", "aws:SourceArn", all);
        return Policies.when(allowed, "StringEquals", "aws:SourceAccount", text(catalogue.account()));
    }

    private Map<String, Object> by(
            String service, String sid, String action, String resource, String operator, String key, String value) {
        var principal = Policies.service(service + ".amazonaws.com");
        return Policies.when(Policies.allow(sid, principal, List.of(action), text(resource)), operator, key, value);
    }
}
