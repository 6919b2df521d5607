package io.sluice.redaction.door.objectlambda;

import io.sluice.redaction.door.RefusedException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the stored object may be fetched from: S3's own hosts by HTTPS, and the endpoints that the configuration names.
 * Whoever may invoke the function could otherwise have it fetch whatever lies within its reach.
 */
final class InputHosts {
    private static final Pattern S3 =
            Pattern.compile("(?:[a-z0-9.-]+\\.)?s3(?:-accesspoint)?(?:\\.dualstack)?(?:-fips)?"
                    + "[.-][a-z]{2}(?:-[a-z]+)+-[0-9]\\.amazonaws\\.com(?:\\.cn)?");
    private static final Pattern S3_OF_NO_REGION = Pattern.compile("(?:[a-z0-9.-]+\\.)?s3\\.amazonaws\\.com");
    private static final Pattern PATH_STYLE = Pattern.compile("s3[.-].*");

    private final List<URI> endpoints;

    InputHosts(List<URI> endpoints) {
        this.endpoints = List.copyOf(endpoints);
    }

    static RefusedException refused() {
        return new RefusedException(
                500, "InputRefused", "The input URL does not lead to S3 or a configured endpoint; nothing was fetched");
    }

    /**
     * The part of the path that is the key, escapes and all: all of it where the host names the bucket or access point, and
     * otherwise what follows the first segment, which then names it.
     *
     * @throws RefusedException where the URL leads elsewhere
     */
    String pathOfKey(URI url) throws RefusedException {
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw refused();
        }
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        if (!namesBucket(url)) {
            return path.substring(1);
        }
        int end = path.indexOf('/', 1);
        return end < 0 ? "" : path.substring(end + 1);
    }

    /** Whether the path begins with the bucket. */
    private boolean namesBucket(URI url) throws RefusedException {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        Optional<Boolean> configured = endpoints.stream()
                .filter(endpoint -> endpoint.getPort() == url.getPort()
                        && endpoint.getScheme().equalsIgnoreCase(url.getScheme()))
                .map(endpoint -> endpoint.getHost().toLowerCase(Locale.ROOT))
                .filter(endpoint -> host.equals(endpoint) || host.endsWith("." + endpoint))
                .map(host::equals)
                .findFirst();
        if (configured.isPresent()) {
            return configured.get();
        }
        boolean aws =
                S3.matcher(host).matches() || S3_OF_NO_REGION.matcher(host).matches();
        if (!aws || !"https".equalsIgnoreCase(url.getScheme()) || url.getPort() != -1) {
            throw refused();
        }
        return PATH_STYLE.matcher(host).matches();
    }
}
