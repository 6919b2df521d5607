package io.sluice.lake.grants;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.stream.Stream;

/** The lists of S3 Access Grants, each in pages. */
final class GrantListings {
    private final AccessGrants grants;

    GrantListings(AccessGrants grants) {
        this.grants = grants;
    }

    GrantAnswer instances(GrantCall call) {
        var page = Page.of(grants.of(call.account()).instance().stream(), Instance::arn, call.query());
        return GrantAnswer.of(GrantsXml.page(
                "ListAccessGrantsInstancesResult",
                "AccessGrantsInstancesList",
                "AccessGrantsInstance",
                page,
                GrantsXml::instance));
    }

    GrantAnswer locations(GrantCall call) {
        var instance = grants.instance(call.account());
        var scope = call.query().nonEmpty("locationscope");
        var all = grants.of(call.account()).locations().stream()
                .filter(location -> scope.isEmpty() || location.scope().equals(scope.get()));
        return GrantAnswer.of(GrantsXml.page(
                "ListAccessGrantsLocationsResult",
                "AccessGrantsLocationsList",
                "AccessGrantsLocation",
                Page.of(all, Location::id, call.query()),
                (out, location) -> GrantsXml.location(out, instance, location)));
    }

    GrantAnswer grants(GrantCall call) {
        var instance = grants.instance(call.account());
        var filter = GrantFilter.of(call.query());
        var page = Page.of(grants.of(call.account()).grants().stream().filter(filter::admits), Grant::id, call.query());
        return GrantAnswer.of(GrantsXml.page(
                "ListAccessGrantsResult",
                "AccessGrantsList",
                "AccessGrant",
                page,
                (out, grant) -> GrantsXml.grant(out, instance, grant)));
    }

    GrantAnswer ofCaller(GrantCall call, Caller caller) {
        var scope = call.query().nonEmpty("grantscope");
        if (scope.isPresent() && !scope.get().startsWith(Scope.SCHEME)) {
            throw new AwsException(ErrorCode.InvalidRequest, "The grant scope must begin with s3://.");
        }
        boolean allowed =
                call.query().nonEmpty("allowedByApplication").orElse("").equals("true");
        Stream<Grant> all = Vending.grants(grants.of(call.account()), caller)
                .filter(grant -> scope.isEmpty() || grant.scope().text().startsWith(stem(scope.get())))
                .filter(grant -> !allowed || caller.mayUse(grant));
        return GrantAnswer.of(GrantsXml.page(
                "ListCallerAccessGrantsResult",
                "CallerAccessGrantsList",
                "AccessGrant",
                Page.of(all, Grant::id, call.query()),
                GrantsXml::callersGrant));
    }

    private static String stem(String scope) {
        return scope.endsWith("*") ? scope.substring(0, scope.length() - 1) : scope;
    }
}
