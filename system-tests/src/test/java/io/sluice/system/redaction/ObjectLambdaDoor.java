package io.sluice.system.redaction;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The AWS SDK's own S3 client at an Object Lambda access point.
 *
 * @param place its ARN or its alias
 */
record ObjectLambdaDoor(S3Client client, String place, String name) implements Door {
    @Override
    public Reply get(Ask ask) {
        return reply(() -> {
            ResponseBytes<?> got = client.getObjectAsBytes(GetObjectRequest.builder()
                    .bucket(place)
                    .key(ask.key())
                    .partNumber(ask.part().isPresent() ? ask.part().getAsInt() : null)
                    .versionId(ask.version().orElse(null))
                    .overrideConfiguration(with(ask))
                    .build());
            var response = (SdkResponse) got.response();
            return reply(response.sdkHttpResponse(), got.asByteArray());
        });
    }

    @Override
    public Reply head(Ask ask) {
        return reply(() -> {
            var head = client.headObject(HeadObjectRequest.builder()
                    .bucket(place)
                    .key(ask.key())
                    .partNumber(ask.part().isPresent() ? ask.part().getAsInt() : null)
                    .versionId(ask.version().orElse(null))
                    .overrideConfiguration(with(ask))
                    .build());
            return reply(head.sdkHttpResponse(), new byte[0]);
        });
    }

    /** Headers go as they are: what the client has a parameter for, it sends no otherwise. */
    private static Consumer<AwsRequestOverrideConfiguration.Builder> with(Ask ask) {
        return override -> ask.headers().forEach(override::putHeader);
    }

    /** Conditions go to S3, and hold of what is stored. */
    @Override
    public String tag(String key, String stored) {
        return stored;
    }

    @Override
    public Reply list(Map<String, String> parameters) {
        return reply(() -> {
            var listing = client.listObjectsV2(request(parameters));
            return reply(listing.sdkHttpResponse(), listing.toString().getBytes(StandardCharsets.UTF_8));
        });
    }

    @Override
    public List<String> keys(Map<String, String> parameters) {
        return client.listObjectsV2(request(parameters)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private ListObjectsV2Request request(Map<String, String> parameters) {
        var request = ListObjectsV2Request.builder().bucket(place);
        parameters.forEach((name, value) -> {
            switch (name) {
                case "prefix" -> request.prefix(value);
                case "delimiter" -> request.delimiter(value);
                case "max-keys" -> request.maxKeys(Integer.valueOf(value));
                case "continuation-token" -> request.continuationToken(value);
                case "start-after" -> request.startAfter(value);
                case "encoding-type" -> request.encodingType(value);
                case "fetch-owner" -> request.fetchOwner(Boolean.valueOf(value));
                default -> throw new IllegalArgumentException(name);
            }
        });
        return request.build();
    }

    private interface Call {
        Reply make();
    }

    private static Reply reply(Call call) {
        try {
            return call.make();
        } catch (S3Exception refused) {
            var details = refused.awsErrorDetails();
            var body = details.rawResponse() == null
                    ? new byte[0]
                    : details.rawResponse().asByteArray();
            return reply(details.sdkHttpResponse(), body);
        }
    }

    private static Reply reply(SdkHttpResponse response, byte[] body) {
        var headers = new TreeMap<String, String>();
        response.forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return Reply.of(response.statusCode(), headers, body);
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
