package io.sluice.redaction.door.objectlambda;

import java.util.Locale;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends what is addressed to a name below {@code localhost} to {@code localhost}: the client puts the route of an answer
 * before the endpoint's name, and <a href="https://www.rfc-editor.org/rfc/rfc6761#section-6.3">RFC 6761</a> has all such
 * names be the loopback address, which not every resolver knows. The route is in a header as well.
 */
public final class LoopbackNames implements ExecutionInterceptor {
    private static final String LOOPBACK = "localhost";

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        SdkHttpRequest request = context.httpRequest();
        return request.host().toLowerCase(Locale.ROOT).endsWith("." + LOOPBACK)
                ? request.copy(changed -> changed.host(LOOPBACK))
                : request;
    }
}
