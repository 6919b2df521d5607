package io.sluice.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** Asks a function URL, with the request signed by the SDK's own signer, as its callers do. */
record SignedHttp(String region) {
    byte[] get(String functionUrl, String path, AwsCredentials who) throws IOException {
        var unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create(functionUrl).resolve(path))
                .build();
        var signed = AwsV4HttpSigner.create()
                .sign(r -> r.identity(who)
                        .request(unsigned)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request();
        // Names below localhost resolve on few machines, and all of them are this one.
        try (SdkHttpClient http = ApacheHttpClient.builder()
                .dnsResolver(_ -> new InetAddress[] {InetAddress.getLoopbackAddress()})
                .build()) {
            var answer = http.prepareRequest(
                            HttpExecuteRequest.builder().request(signed).build())
                    .call();
            var body = answer.responseBody();
            byte[] bytes = body.isPresent() ? body.get().readAllBytes() : new byte[0];
            if (!answer.httpResponse().isSuccessful()) {
                throw new IOException(
                        path + " answered " + answer.httpResponse().statusCode() + " and " + bytes.length + " bytes");
            }
            return bytes;
        }
    }
}
