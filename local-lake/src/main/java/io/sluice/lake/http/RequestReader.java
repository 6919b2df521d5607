package io.sluice.lake.http;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequestFactory;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.RequestHeaderFieldsTooLargeException;
import org.apache.hc.core5.http.UnsupportedHttpVersionException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestParser;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicLineParser;

/** Reads request heads from one connection. The target is kept as it came: HttpCore's own factory would pass it through a URI. */
final class RequestReader {
    private static final HttpRequestFactory<ClassicHttpRequest> RAW = new HttpRequestFactory<>() {
        @Override
        public ClassicHttpRequest newHttpRequest(String method, String target) {
            return new RawRequest(method, target);
        }

        @Override
        public ClassicHttpRequest newHttpRequest(String method, URI target) {
            return new RawRequest(method, target.toString());
        }
    };

    private final DefaultHttpRequestParser parser;
    private final Wire wire;
    private final HeadInput in;
    private final String remoteAddress;

    RequestReader(Wire wire, String remoteAddress, Limits.Head limits) {
        this.parser = new DefaultHttpRequestParser(bounds(limits), BasicLineParser.INSTANCE, RAW);
        this.wire = wire;
        this.in = new HeadInput(wire.in(), limits.bytes());
        this.remoteAddress = remoteAddress;
    }

    /** For heads, and for what follows a chunked body. */
    static Http1Config bounds(Limits.Head limits) {
        return Http1Config.custom()
                .setMaxLineLength(limits.line())
                .setMaxHeaderCount(limits.fields() + 1)
                .build();
    }

    /** The next head; empty where the client closed between two requests. */
    Optional<IncomingRequest> next() throws IOException {
        try {
            if (!wire.awaitFirst()) {
                return Optional.empty();
            }
            in.begin();
            var request = (RawRequest) parser.parse(wire.input(), in);
            return request == null ? Optional.empty() : Optional.of(take(request));
        } catch (MessageConstraintException | RequestHeaderFieldsTooLargeException e) {
            throw new BadRequestException(431, e.getMessage());
        } catch (UnsupportedHttpVersionException e) {
            throw new BadRequestException(505, e.getMessage());
        } catch (HttpException | IllegalArgumentException e) {
            throw new BadRequestException(400, e.getMessage());
        }
    }

    private IncomingRequest take(RawRequest request) throws BadRequestException {
        var version = request.getVersion();
        if (version != null && version.getMajor() != 1) {
            throw new BadRequestException(505, "version");
        }
        var headers = new Headers();
        for (var field : request.getHeaders()) {
            headers.add(HeaderSyntax.name(field.getName()), HeaderSyntax.value(field.getValue()));
        }
        var target = RequestTarget.parse(request.getMethod(), request.target);
        var modern = version == null || version.greaterEquals(HttpVersion.HTTP_1_1);
        var head = new RequestHead(
                HeaderSyntax.name(request.getMethod()),
                target.rawPath(),
                target.rawQuery(),
                host(target, headers, modern),
                headers,
                remoteAddress,
                target.scheme().equals("https"));
        return new IncomingRequest(head, modern, BodyLength.of(headers));
    }

    private static String host(RequestTarget target, Headers headers, boolean required) throws BadRequestException {
        var fields = headers.all("host");
        if (fields.size() > 1 || (fields.isEmpty() && required)) {
            throw new BadRequestException(400, "exactly one Host field is needed");
        }
        var host = fields.isEmpty() ? target.authority() : fields.getFirst();
        if (!target.agreesWith(host)) {
            throw new BadRequestException(400, "request target and Host field name different hosts");
        }
        return target.authority().isEmpty() ? host : target.authority();
    }

    private static final class RawRequest extends BasicClassicHttpRequest {
        private static final long serialVersionUID = 1L;

        private final String target;

        RawRequest(String method, String target) {
            super(method, "/");
            this.target = target;
        }
    }
}
