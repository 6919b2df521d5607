package io.sluice.lake.grants;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The operations of S3 Access Grants, by method and path below {@code /v20180820}; a name is event name and IAM action alike. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html">Amazon S3 Control</a>.
 */
public enum GrantAction {
    CreateAccessGrantsInstance("POST", "/accessgrantsinstance", On.INSTANCE),
    GetAccessGrantsInstance("GET", "/accessgrantsinstance", On.INSTANCE),
    DeleteAccessGrantsInstance("DELETE", "/accessgrantsinstance", On.INSTANCE),
    ListAccessGrantsInstances("GET", "/accessgrantsinstances", On.ANYTHING),
    GetAccessGrantsInstanceForPrefix("GET", "/accessgrantsinstance/prefix", On.INSTANCE),
    AssociateAccessGrantsIdentityCenter("POST", "/accessgrantsinstance/identitycenter", On.INSTANCE),
    DissociateAccessGrantsIdentityCenter("DELETE", "/accessgrantsinstance/identitycenter", On.INSTANCE),
    PutAccessGrantsInstanceResourcePolicy("PUT", "/accessgrantsinstance/resourcepolicy", On.INSTANCE),
    GetAccessGrantsInstanceResourcePolicy("GET", "/accessgrantsinstance/resourcepolicy", On.INSTANCE),
    DeleteAccessGrantsInstanceResourcePolicy("DELETE", "/accessgrantsinstance/resourcepolicy", On.INSTANCE),
    CreateAccessGrantsLocation("POST", "/accessgrantsinstance/location", On.LOCATION),
    GetAccessGrantsLocation("GET", "/accessgrantsinstance/location/{id}", On.LOCATION),
    UpdateAccessGrantsLocation("PUT", "/accessgrantsinstance/location/{id}", On.LOCATION),
    DeleteAccessGrantsLocation("DELETE", "/accessgrantsinstance/location/{id}", On.LOCATION),
    ListAccessGrantsLocations("GET", "/accessgrantsinstance/locations", On.INSTANCE),
    CreateAccessGrant("POST", "/accessgrantsinstance/grant", On.GRANT),
    GetAccessGrant("GET", "/accessgrantsinstance/grant/{id}", On.GRANT),
    DeleteAccessGrant("DELETE", "/accessgrantsinstance/grant/{id}", On.GRANT),
    ListAccessGrants("GET", "/accessgrantsinstance/grants", On.INSTANCE),
    ListCallerAccessGrants("GET", "/accessgrantsinstance/caller/grants", On.INSTANCE),
    GetDataAccess("GET", "/accessgrantsinstance/dataaccess", On.INSTANCE),
    TagResource("POST", "/tags/{id}", On.TAGGED),
    UntagResource("DELETE", "/tags/{id}", On.TAGGED),
    ListTagsForResource("GET", "/tags/{id}", On.TAGGED);

    /** What IAM knows as the resource. */
    enum On {
        ANYTHING,
        INSTANCE,
        LOCATION,
        GRANT,
        TAGGED
    }

    private final String method;
    private final String path;
    private final On on;

    GrantAction(String method, String path, On on) {
        this.method = method;
        this.path = path;
        this.on = on;
    }

    /** Whether it changes nothing; vending credentials is told as a change of none, as CloudTrail does. */
    public boolean readOnly() {
        return method.equals("GET");
    }

    String permission() {
        return "s3:" + name();
    }

    On on() {
        return on;
    }

    boolean hasMethod(String asked) {
        return method.equals(asked);
    }

    /** An ARN in a path is one segment or, unescaped, several. */
    boolean isAt(List<String> segments) {
        if (on == On.TAGGED) {
            return segments.size() > 2 && segments.get(1).equals("tags");
        }
        String[] own = path.split("/", -1);
        return segments.size() == own.length
                && IntStream.range(0, own.length)
                        .allMatch(i -> own[i].equals("{id}") || own[i].equals(segments.get(i)));
    }
}
