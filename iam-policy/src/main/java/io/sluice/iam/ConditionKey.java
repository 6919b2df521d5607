package io.sluice.iam;

import java.util.List;
import java.util.Locale;

/**
 * The name of a condition key, resolved once: keys that follow from who asks, for what and through which access point
 * are taken from there, so that no caller can claim them; the rest come from the request's context.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
final class ConditionKey {
    private enum Source {
        CONTEXT,
        PRINCIPAL_ARN,
        PRINCIPAL_ACCOUNT,
        PRINCIPAL_ORG_ID,
        PRINCIPAL_TYPE,
        PRINCIPAL_TAG,
        PRINCIPAL_IS_AWS_SERVICE,
        PRINCIPAL_SERVICE_NAME,
        USER_NAME,
        USER_ID,
        RESOURCE_ACCOUNT,
        DATA_ACCESS_POINT_ARN,
        DATA_ACCESS_POINT_ACCOUNT,
        ACCESS_POINT_NETWORK_ORIGIN
    }

    private static final String TAG_PREFIX = "aws:principaltag/";
    private static final List<String> TRUE = List.of("true");
    private static final List<String> FALSE = List.of("false");

    private final String text;
    private final String name;
    private final Source source;
    private final String tag;

    ConditionKey(String text) {
        this.text = text;
        this.name = text.toLowerCase(Locale.ROOT);
        this.source = source(name);
        this.tag = source == Source.PRINCIPAL_TAG ? name.substring(TAG_PREFIX.length()) : "";
    }

    /** As written in the document. */
    String text() {
        return text;
    }

    /** In lower case: two keys with the same name are one. */
    String name() {
        return name;
    }

    /** The values in this request, or null where the key is absent. */
    List<String> values(Facts facts) {
        var principal = facts.principal();
        return switch (source) {
            case CONTEXT -> facts.context(name);
            case PRINCIPAL_ARN -> principalArn(facts);
            case PRINCIPAL_ACCOUNT -> known(principal.accounts(), facts);
            case PRINCIPAL_ORG_ID -> known(principal.orgIds(), facts);
            case PRINCIPAL_TYPE -> principal.type();
            case PRINCIPAL_TAG -> principal.tag(tag) == null ? facts.context(name) : principal.tag(tag);
            case PRINCIPAL_IS_AWS_SERVICE -> isService(facts);
            case PRINCIPAL_SERVICE_NAME ->
                principal.kind() == Principal.Kind.SERVICE ? principal.principalArn() : facts.context(name);
            case USER_NAME -> principal.userName().isEmpty() ? facts.context(name) : principal.userName();
            case USER_ID -> principal.uniqueId().isEmpty() ? facts.context(name) : List.of(principal.uniqueId());
            case RESOURCE_ACCOUNT -> known(facts.resourceAccounts(), facts);
            case DATA_ACCESS_POINT_ARN ->
                facts.gate() == null ? facts.context(name) : facts.gate().arns();
            case DATA_ACCESS_POINT_ACCOUNT ->
                facts.gate() == null ? facts.context(name) : facts.gate().accounts();
            case ACCESS_POINT_NETWORK_ORIGIN ->
                facts.gate() == null ? facts.context(name) : facts.gate().origins();
        };
    }

    private List<String> known(List<String> values, Facts facts) {
        return values.getFirst().isEmpty() ? facts.context(name) : values;
    }

    private List<String> principalArn(Facts facts) {
        var principal = facts.principal();
        return switch (principal.kind()) {
            case ANONYMOUS, SERVICE, IDENTITY_PROVIDER -> facts.context(name);
            case ROLE_SESSION ->
                principal.issuerIsInferred() && facts.context(name) != null
                        ? facts.context(name)
                        : principal.principalArn();
            case ROOT, USER, ROLE, FEDERATED_USER -> principal.principalArn();
        };
    }

    private List<String> isService(Facts facts) {
        return switch (facts.principal().kind()) {
            case SERVICE -> TRUE;
            case ANONYMOUS -> facts.context(name);
            case ROOT, USER, ROLE, ROLE_SESSION, FEDERATED_USER, IDENTITY_PROVIDER -> FALSE;
        };
    }

    private static Source source(String name) {
        return switch (name) {
            case "aws:principalarn" -> Source.PRINCIPAL_ARN;
            case "aws:principalaccount" -> Source.PRINCIPAL_ACCOUNT;
            case "aws:principalorgid" -> Source.PRINCIPAL_ORG_ID;
            case "aws:principaltype" -> Source.PRINCIPAL_TYPE;
            case "aws:principalisawsservice" -> Source.PRINCIPAL_IS_AWS_SERVICE;
            case "aws:principalservicename" -> Source.PRINCIPAL_SERVICE_NAME;
            case "aws:username" -> Source.USER_NAME;
            case "aws:userid" -> Source.USER_ID;
            case "aws:resourceaccount" -> Source.RESOURCE_ACCOUNT;
            case "s3:dataaccesspointarn" -> Source.DATA_ACCESS_POINT_ARN;
            case "s3:dataaccesspointaccount" -> Source.DATA_ACCESS_POINT_ACCOUNT;
            case "s3:accesspointnetworkorigin" -> Source.ACCESS_POINT_NETWORK_ORIGIN;
            default -> name.startsWith(TAG_PREFIX) ? Source.PRINCIPAL_TAG : Source.CONTEXT;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConditionKey that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
