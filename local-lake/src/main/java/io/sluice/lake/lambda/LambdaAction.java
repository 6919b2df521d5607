package io.sluice.lake.lambda;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The operations of Lambda's API that are here, as one table: where each is found, the permission it needs, and the name under which
 * CloudTrail writes it. From <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html">the actions of Lambda</a>, <a
 * href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html">their permissions</a> and <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html">Lambda in CloudTrail</a>.
 */
enum LambdaAction {
    CreateFunction("POST", "/2015-03-31/functions", "20150331"),
    ListFunctions("GET", "/2015-03-31/functions", "20150331"),
    GetFunction("GET", "/2015-03-31/functions/{name}", "20150331v2"),
    DeleteFunction("DELETE", "/2015-03-31/functions/{name}", "20150331"),
    GetFunctionConfiguration("GET", "/2015-03-31/functions/{name}/configuration", "20150331v2"),
    UpdateFunctionConfiguration("PUT", "/2015-03-31/functions/{name}/configuration", "20150331v2"),
    UpdateFunctionCode("PUT", "/2015-03-31/functions/{name}/code", "20150331v2"),
    Invoke("POST", "/2015-03-31/functions/{name}/invocations", "", "lambda:InvokeFunction"),
    GetPolicy("GET", "/2015-03-31/functions/{name}/policy", "20150331v2"),
    AddPermission("POST", "/2015-03-31/functions/{name}/policy", "20150331v2"),
    RemovePermission("DELETE", "/2015-03-31/functions/{name}/policy/{statement}", "20150331v2"),
    PutFunctionConcurrency("PUT", "/2017-10-31/functions/{name}/concurrency", "20171031"),
    DeleteFunctionConcurrency("DELETE", "/2017-10-31/functions/{name}/concurrency", "20171031"),
    GetFunctionConcurrency("GET", "/2019-09-30/functions/{name}/concurrency", ""),
    CreateFunctionUrlConfig("POST", "/2021-10-31/functions/{name}/url", ""),
    UpdateFunctionUrlConfig("PUT", "/2021-10-31/functions/{name}/url", ""),
    GetFunctionUrlConfig("GET", "/2021-10-31/functions/{name}/url", ""),
    DeleteFunctionUrlConfig("DELETE", "/2021-10-31/functions/{name}/url", ""),
    ListFunctionUrlConfigs("GET", "/2021-10-31/functions/{name}/urls", ""),
    PutFunctionEventInvokeConfig("PUT", "/2019-09-25/functions/{name}/event-invoke-config", ""),
    UpdateFunctionEventInvokeConfig("POST", "/2019-09-25/functions/{name}/event-invoke-config", ""),
    GetFunctionEventInvokeConfig("GET", "/2019-09-25/functions/{name}/event-invoke-config", ""),
    DeleteFunctionEventInvokeConfig("DELETE", "/2019-09-25/functions/{name}/event-invoke-config", ""),
    ListFunctionEventInvokeConfigs("GET", "/2019-09-25/functions/{name}/event-invoke-config/list", "");

    private final String method;

    // Never changed, which Error Prone cannot see of the JDK's own collections.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> segments;

    private final String suffix;
    private final String permission;

    LambdaAction(String method, String path, String suffix) {
        this(method, path, suffix, "");
    }

    /** @param permission empty where it is called as the operation is */
    LambdaAction(String method, String path, String suffix, String permission) {
        this.method = method;
        this.segments = List.of(path.split("/", -1));
        this.suffix = suffix;
        this.permission = permission;
    }

    /** The action that must be allowed. */
    String permission() {
        return permission.isEmpty() ? "lambda:" + name() : permission;
    }

    /** {@code CreateFunction20150331}. */
    String eventName() {
        return name() + suffix;
    }

    boolean readOnly() {
        return method.equals("GET");
    }

    /** Whether CloudTrail calls it a management event; what invokes functions is a data event. */
    boolean isManagement() {
        return this != Invoke;
    }

    static Optional<LambdaAction> of(String method, List<String> path) {
        return Arrays.stream(values())
                .filter(each -> each.method.equals(method) && each.isAt(path))
                .findFirst();
    }

    private boolean isAt(List<String> path) {
        if (path.size() != segments.size()) {
            return false;
        }
        for (var i = 0; i < path.size(); i++) {
            if (!segments.get(i).startsWith("{") && !segments.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }
}
