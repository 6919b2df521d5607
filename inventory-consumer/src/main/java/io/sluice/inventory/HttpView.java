package io.sluice.inventory;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.CompletableFutureUtils;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Reads a redacted view that stands behind a function URL, in accounts that have no Object Lambda. Requests are signed for IAM
 * (<a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html">access to function URLs</a>). An answer of a function is of 6 MB at
 * most, so what is larger comes in ranges.
 *
 * <p>The view hides the stored ETag. Whether what was read is the version that was asked for is told by the version that the view names,
 * and in buckets that keep none by the listing afterwards.
 */
final class HttpView implements View {
    private static final int RANGE = 4 << 20;

    private final SdkHttpClient http;
    private final URI url;
    private final S3Client s3;
    private final Listing listing;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /** Finds an object as the lake lists it. */
    interface Listing {
        Optional<ObjectId> find(String key);
    }

    /**
     * A view.
     *
     * @param url such as {@code https://abc.lambda-url.us-east-1.on.aws/views/data-shield}
     * @param s3 whose credentials and Region sign the requests
     */
    HttpView(SdkHttpClient http, URI url, S3Client s3, Listing listing) {
        this.http = requireNonNull(http);
        this.url = requireNonNull(url);
        this.s3 = requireNonNull(s3);
        this.listing = requireNonNull(listing);
    }

    @Override
    public <T> T read(ObjectId object, Reader<T> reader) throws IOException {
        String version;
        T read;
        try (HttpAnswer answer = get(object.key()).orRefuse();
                InputStream body = body(object.key(), answer)) {
            version = answer.header("x-amz-version-id").orElse("");
            read = reader.read(new ObjectId(object.key(), version, object.etag()), body);
        }
        requireSame(object, version);
        return read;
    }

    private InputStream body(String key, HttpAnswer answer) {
        return answer.status() == 206 ? new Ranges(key, answer) : answer.body();
    }

    private HttpAnswer get(String key) throws IOException {
        HttpAnswer whole = send(request(key).build());
        if (whole.status() != 413) {
            return whole;
        }
        whole.close();
        return range(key, 0, Optional.empty());
    }

    private HttpAnswer range(String key, long start, Optional<String> tag) throws IOException {
        SdkHttpRequest.Builder request = request(key).putHeader("Range", "bytes=" + start + "-" + (start + RANGE - 1));
        tag.ifPresent(own -> request.putHeader("If-Match", own));
        return send(request.build());
    }

    private SdkHttpRequest.Builder request(String key) {
        return SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create(url + "/" + SdkHttpUtils.urlEncodeIgnoreSlashes(key)));
    }

    private HttpAnswer send(SdkHttpRequest request) throws IOException {
        var configuration = s3.serviceClientConfiguration();
        var identity = CompletableFutureUtils.joinLikeSync(
                configuration.credentialsProvider().resolveIdentity());
        var signed = signer.sign(sign -> sign.identity(identity)
                .request(request)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "lambda")
                .putProperty(AwsV4HttpSigner.REGION_NAME, configuration.region().id()));
        return new HttpAnswer(http.prepareRequest(
                        HttpExecuteRequest.builder().request(signed.request()).build())
                .call());
    }

    private void requireSame(ObjectId object, String version) {
        if (!isSame(object, version)) {
            throw HttpAnswer.refusal(412, "PreconditionFailed", "The object was replaced before it was read");
        }
    }

    private boolean isSame(ObjectId object, String version) {
        if (!object.version().isEmpty() && !version.isEmpty()) {
            return object.version().equals(version);
        }
        return object.etag().isEmpty()
                || listing.find(object.key()).filter(object::isSameAs).isPresent();
    }

    /** An object in ranges, each asked for when the one before has been read. */
    private final class Ranges extends InputStream {
        private final String key;
        private HttpAnswer answer;

        Ranges(String key, HttpAnswer first) {
            this.key = key;
            this.answer = first;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = answer.body().read(bytes, offset, length);
            OptionalLong next = answer.next();
            if (count >= 0 || next.isEmpty()) {
                return count;
            }
            answer.close();
            answer = range(key, next.getAsLong(), answer.header("etag")).orRefuse();
            return read(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            answer.close();
        }
    }
}
