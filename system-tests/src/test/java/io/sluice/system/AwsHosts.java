package io.sluice.system;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;

/** Clients that know only AWS's own host names and have the lake as their HTTP proxy; nothing leaves this machine. */
final class AwsHosts {
    private AwsHosts() {}

    /** A client that tries once; the caller closes it. */
    static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C behindProxy(
            URI lake, B builder, AwsCredentials credentials) {
        return builder.region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .proxyConfiguration(ProxyConfiguration.builder()
                                .endpoint(lake)
                                .useSystemPropertyValues(false)
                                .build()))
                .overrideConfiguration(
                        c -> c.addExecutionInterceptor(new PlainHttp()).retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    /** AWS's hosts by http, since an https connection would pass the proxy by as a tunnel. */
    private static final class PlainHttp implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().toBuilder().protocol("http").port(80).build();
        }
    }
}
