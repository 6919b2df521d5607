package io.sluice.iam;

import java.util.List;

/** One request as one document sees it: with the resource in the form that document's side uses. */
final class Facts {
    private final AccessRequest request;
    private final String action;
    private final String resource;
    private final AccessPointGate gate;

    private final boolean bounded;

    Facts(AccessRequest request, String resource, AccessPointGate gate, boolean bounded) {
        this.bounded = bounded;
        this.request = request;
        this.action = ServiceAuthorization.INSTANCE.lowerCase(request.action());
        this.resource = resource;
        this.gate = gate;
    }

    Principal principal() {
        return request.principal();
    }

    /** In lower case. */
    String action() {
        return action;
    }

    String resource() {
        return resource;
    }

    /** The access point the request came through, or null. */
    AccessPointGate gate() {
        return gate;
    }

    /** Whether the caller has a permissions boundary. */
    boolean isBounded() {
        return bounded;
    }

    List<String> resourceAccounts() {
        return List.of(request.resourceAccount());
    }

    List<String> context(String lowerCaseKey) {
        return request.context().lowerCase(lowerCaseKey);
    }
}
