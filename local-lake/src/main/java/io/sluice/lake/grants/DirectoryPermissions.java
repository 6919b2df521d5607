package io.sluice.lake.grants;

import io.sluice.lake.accesspoint.ControlPermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an administrator of grants needs of IAM Identity Center besides. From <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateAccessGrant.html">CreateAccessGrant</a> and <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateAccessGrantsInstance.html">CreateAccessGrantsInstance</a>.
 */
final class DirectoryPermissions {
    private DirectoryPermissions() {}

    /** Associating an instance of Identity Center makes an application in it. */
    static void associate(GrantCall call, String center, GrantGate gate) {
        require(call, "sso:DescribeInstance", center, gate);
        for (var action :
                List.of("sso:CreateApplication", "sso:PutApplicationGrant", "sso:PutApplicationAuthenticationMethod")) {
            require(call, action, "*", gate);
        }
    }

    /** A grant to somebody of the directory looks that somebody up. */
    static void grant(GrantCall call, AccessGrants.Wanted wanted, GrantGate gate) {
        String id = wanted.grantee().identifier();
        switch (wanted.grantee().type()) {
            case DIRECTORY_USER ->
                require(call, "identitystore:DescribeUser", "arn:aws:identitystore:::user/" + id, gate);
            case DIRECTORY_GROUP ->
                require(call, "identitystore:DescribeGroup", "arn:aws:identitystore:::group/" + id, gate);
            case IAM -> {}
        }
        wanted.application().ifPresent(arn -> require(call, "sso:DescribeApplication", arn, gate));
    }

    private static void require(GrantCall call, String action, String resource, GrantGate gate) {
        gate.require(new ControlPermission(action, resource, call.account(), Map.of()), Optional.empty());
    }
}
