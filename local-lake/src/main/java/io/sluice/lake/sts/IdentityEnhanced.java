package io.sluice.lake.sts;

/**
 * What a session that acts for a person of a directory may do at all, whatever its role may: of the services that are here, ask S3 Access
 * Grants for that person's data. AWS attaches <a
 * href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSIAMIdentityCenterAllowListForIdentityContext.html">AWSIAMIdentityCenterAllowListForIdentityContext</a>
 * to every such session; this is its part about S3.
 */
final class IdentityEnhanced {
    private static final String ALLOW_LIST = """
            {"Sid": "TrustedIdentityPropagation", "Effect": "Deny", "Resource": "*",
             "NotAction": ["s3:GetAccessGrantsInstanceForPrefix", "s3:GetDataAccess", "s3:ListCallerAccessGrants"]}""";
    private static final String THE_ROLES_OWN = """
            {"Sid": "WhateverTheRoleMay", "Effect": "Allow", "Action": "*", "Resource": "*"}""";

    private IdentityEnhanced() {}

    /** @param alone whether the caller passes no session policy, and the role's permissions are to remain otherwise */
    static String policy(boolean alone) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": ["
                + (alone ? ALLOW_LIST + ", " + THE_ROLES_OWN : ALLOW_LIST) + "]}";
    }
}
