package io.sluice.lake.grants;

import io.sluice.lake.s3.XmlIn;
import io.sluice.lake.s3.XmlOut;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The documents of S3 Access Grants, as the control plane's model has them. */
final class GrantsXml {
    private static final String NAMESPACE = "http://awss3control.amazonaws.com/doc/2018-08-20/";

    private GrantsXml() {}

    static String instance(String root, Instance instance) {
        XmlOut out = document(root);
        instance(out, instance);
        return finish(out);
    }

    static void instance(XmlOut out, Instance instance) {
        out.text("CreatedAt", instance.created())
                .text("AccessGrantsInstanceId", Instance.ID)
                .text("AccessGrantsInstanceArn", instance.arn());
        instance.application().ifPresent(application -> out.text("IdentityCenterArn", application));
        instance.identityCenter().ifPresent(center -> out.text("IdentityCenterInstanceArn", center));
        instance.application().ifPresent(application -> out.text("IdentityCenterApplicationArn", application));
    }

    static String forPrefix(Instance instance) {
        return finish(document("GetAccessGrantsInstanceForPrefixResult")
                .text("AccessGrantsInstanceArn", instance.arn())
                .text("AccessGrantsInstanceId", Instance.ID));
    }

    static String policy(String root, Instance.Policy policy) {
        XmlOut out = document(root).text("Policy", policy.document());
        policy.organization().ifPresent(id -> out.text("Organization", id));
        return finish(out.text("CreatedAt", policy.created()));
    }

    static String location(String root, Instance instance, Location location) {
        XmlOut out = document(root);
        location(out, instance, location);
        return finish(out);
    }

    static void location(XmlOut out, Instance instance, Location location) {
        out.text("CreatedAt", location.created())
                .text("AccessGrantsLocationId", location.id())
                .text("AccessGrantsLocationArn", location.arn(instance))
                .text("LocationScope", location.scope())
                .text("IAMRoleArn", location.roleArn());
    }

    static String grant(String root, Instance instance, Grant grant) {
        XmlOut out = document(root);
        grant(out, instance, grant);
        return finish(out);
    }

    static void grant(XmlOut out, Instance instance, Grant grant) {
        out.text("CreatedAt", grant.created())
                .text("AccessGrantId", grant.id())
                .text("AccessGrantArn", grant.arn(instance));
        grantee(out, grant.grantee());
        out.text("Permission", grant.permission())
                .text("AccessGrantsLocationId", grant.locationId())
                .open("AccessGrantsLocationConfiguration");
        if (!grant.subPrefix().isEmpty()) {
            out.text("S3SubPrefix", grant.subPrefix());
        }
        out.close().text("GrantScope", grant.scope().text()).text("ApplicationArn", grant.applicationText());
    }

    private static void grantee(XmlOut out, Grantee grantee) {
        out.open("Grantee")
                .text("GranteeType", grantee.type())
                .text("GranteeIdentifier", grantee.identifier())
                .close();
    }

    static void callersGrant(XmlOut out, Grant grant) {
        out.text("Permission", grant.permission())
                .text("GrantScope", grant.scope().text())
                .text("ApplicationArn", grant.applicationText());
    }

    static String vended(Vending.Vended vended) {
        var keys = vended.credentials();
        var session = keys.session().orElseThrow();
        XmlOut out = document("GetDataAccessResult")
                .open("Credentials")
                .text("AccessKeyId", keys.accessKeyId())
                .text("SecretAccessKey", keys.secretAccessKey())
                .text("SessionToken", session.token())
                .text("Expiration", session.expiration())
                .close()
                .text("MatchedGrantTarget", vended.scope().text());
        grantee(out, vended.grant().grantee());
        return finish(out);
    }

    static String tags(Map<String, String> tags) {
        XmlOut out = document("ListTagsForResourceResult").open("Tags");
        new TreeMap<>(tags)
                .forEach((key, value) ->
                        out.open("Tag").text("Key", key).text("Value", value).close());
        return finish(out.close());
    }

    /** A page of a list. */
    static <T> String page(String root, String list, String item, Page<T> page, Entry<T> entry) {
        XmlOut out = document(root);
        page.next().ifPresent(token -> out.text("NextToken", token));
        out.open(list);
        for (T each : page.items()) {
            out.open(item);
            entry.write(out, each);
            out.close();
        }
        return finish(out.close());
    }

    @FunctionalInterface
    interface Entry<T> {
        void write(XmlOut out, T item);
    }

    /** The only child element of this name. */
    static Optional<XmlIn.Element> child(XmlIn.Element root, String name) {
        return root.all(name).stream().findFirst();
    }

    private static XmlOut document(String root) {
        return XmlOut.document(root, NAMESPACE);
    }

    private static String finish(XmlOut document) {
        return new String(document.bytes(), StandardCharsets.UTF_8);
    }
}
