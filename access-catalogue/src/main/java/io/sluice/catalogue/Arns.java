package io.sluice.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The names by which AWS knows the things of one account and Region. */
record Arns(String account, String region) {
    String bucket(String name) {
        return "arn:aws:s3:::" + name;
    }

    String accessPoint(String name) {
        return of("s3", "accesspoint/" + name);
    }

    String objectLambda(String name) {
        return of("s3-object-lambda", "accesspoint/" + name);
    }

    String grantsInstance() {
        return of("s3", "access-grants/default");
    }

    String function(String name) {
        return of("lambda", "function:" + name);
    }

    String logGroup(String function) {
        return of("logs", "log-group:/aws/lambda/" + function + ":*");
    }

    String queue(String name) {
        return of("sqs", name);
    }

    String role(String name) {
        return "arn:aws:iam::" + account + ":role/" + name;
    }

    String root() {
        return "arn:aws:iam::" + account + ":root";
    }

    String oidcProvider(String url) {
        return "arn:aws:iam::" + account + ":oidc-provider/" + withoutScheme(url);
    }

    /** {@code arn:aws:sso::111122223333:application/ssoins-…/apl-…}; the id follows from the name. */
    String application(String instanceArn, String name) {
        return "arn:aws:sso::" + account + ":application/" + instanceId(instanceArn) + "/apl-"
                + hex(instanceArn + "/application/" + name);
    }

    /** {@code arn:aws:sso::111122223333:trustedTokenIssuer/ssoins-…/tti-…}; the id follows from the name. */
    String tokenIssuer(String instanceArn, String name) {
        return "arn:aws:sso::" + account + ":trustedTokenIssuer/" + instanceId(instanceArn) + "/tti-"
                + id(instanceArn + "/issuer/" + name);
    }

    static String withoutScheme(String url) {
        return url.substring(url.indexOf("://") + 3);
    }

    /** An id that follows from a name, so that the same catalogue has the same ids anywhere. */
    static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String hex(String name) {
        return id(name).replace("-", "").substring(0, 16);
    }

    private static String instanceId(String instanceArn) {
        return instanceArn.substring(instanceArn.lastIndexOf('/') + 1);
    }

    private String of(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
    }
}
