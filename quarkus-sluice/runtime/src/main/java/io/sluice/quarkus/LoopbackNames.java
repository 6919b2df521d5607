package io.sluice.quarkus;

import java.util.Locale;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends what is addressed to a name below {@code localhost} to {@code localhost}: clients put the account, or the route of an answer,
 * before the endpoint's name, and not every resolver knows that <a href="https://www.rfc-editor.org/rfc/rfc6761#section-6.3">all such
 * names are the loopback address</a>.
 */
final class LoopbackNames implements ExecutionInterceptor {
    private static final String LOOPBACK = "localhost";

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        var request = context.httpRequest();
        return request.host().toLowerCase(Locale.ROOT).endsWith("." + LOOPBACK)
                ? request.copy(changed -> changed.host(LOOPBACK))
                : request;
    }
}
