package io.sluice.lake.addressing;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.http.RequestHead;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what a request is addressed to, from what was on the wire. One address serves every service, so on this machine the path,
 * the host's first labels and the service that the request says it was signed for decide; under AWS's own host names the host does.
 *
 * <p>{@code x-111122223333.localhost} is the access point {@code x} of that account where it exists, else the bucket of that name
 * where that exists, else again the access point, so that the error speaks of what was most likely meant.
 */
public final class Addressing {
    private static final Pattern NAME_AND_ACCOUNT = Pattern.compile("(?<name>.+)-(?<account>\\d{12})");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final String CONTROL_PATH = "/v20180820/";
    private static final List<String> GRANT_PATHS =
            List.of(CONTROL_PATH + "accessgrantsinstance", CONTROL_PATH + "tags/");
    private static final String ACCOUNT_HEADER = "x-amz-account-id";
    private static final String OBJECT_LAMBDA_SERVICE = "s3-object-lambda";
    private static final String LAMBDA_SERVICE = "lambda";
    private static final Pattern LAMBDA_PATH = Pattern.compile("/\\d{4}-\\d\\d-\\d\\d/.*");
    private static final Pattern FUNCTION_URL_PATH = Pattern.compile("/lambda-url/(?<id>[a-z0-9]+)(?<rest>/.*)?");
    private static final List<String> METADATA_PATHS =
            List.of("/latest/api/token", "/latest/meta-data", "/latest/dynamic", "/latest/user-data");

    private final String region;
    private final Names names;

    /**
     * Addressing for one Region.
     *
     * @param region the one Region of the lake
     */
    public Addressing(String region, Names names) {
        this.region = Objects.requireNonNull(region);
        this.names = Objects.requireNonNull(names);
    }

    /**
     * What this request is addressed to.
     *
     * @throws AwsException {@code InvalidURI} for a path that does not decode, {@code PermanentRedirect} or
     *     {@code NoSuchAccessPoint} for another Region's end point, {@code NotImplemented} for a service that is not here
     */
    public Target target(RequestHead head) {
        Host host = Host.of(head.host());
        return switch (host.kind()) {
            case LOCAL -> local(host.prefix(), head);
            case METADATA -> new Target.Metadata();
            case STS -> new Target.Sts();
            case LAMBDA -> new Target.Lambda();
            case FUNCTION_URL -> new Target.FunctionUrl(host.prefix(), head.rawPath());
            case IDENTITY_CENTER -> new Target.IdentityCenter();
            case CONTROL -> control(host.prefix(), head);
            case S3 -> s3(host, head);
            case ACCESS_POINT -> accessPoint(host, head);
            case OBJECT_LAMBDA -> objectLambda(host, head);
            case UNSERVED ->
                throw new AwsException(
                        ErrorCode.NotImplemented, "The service at " + host.prefix() + " is not part of this lake.");
        };
    }

    private Target local(String prefix, RequestHead head) {
        if (isObjectLambdaResponse(head)) {
            return new Target.ObjectLambdaResponse(prefix);
        }
        if (isControl(prefix, head)) {
            return control(prefix, head);
        }
        if (!prefix.isEmpty()) {
            return virtualHost(prefix, head);
        }
        Matcher function = FUNCTION_URL_PATH.matcher(head.rawPath());
        if (function.matches() && isForLambda(head)) {
            String rest = function.group("rest");
            return new Target.FunctionUrl(function.group("id"), rest == null ? "/" : rest);
        }
        if (SigningScope.service(head).equals(LAMBDA_SERVICE)
                && LAMBDA_PATH.matcher(head.rawPath()).matches()) {
            return new Target.Lambda();
        }
        if (isMetadata(head)) {
            return new Target.Metadata();
        }
        if (isTokenExchange(head)) {
            return new Target.IdentityCenter();
        }
        return isSts(head) ? new Target.Sts() : pathStyle(head);
    }

    /** A bucket may be called {@code lambda-url}; but requests to it are signed for S3. */
    private static boolean isForLambda(RequestHead head) {
        return !SigningScope.isSigned(head) || SigningScope.service(head).equals(LAMBDA_SERVICE);
    }

    /** A bucket may be called {@code token}; but nothing is posted to one in this way. */
    private static boolean isTokenExchange(RequestHead head) {
        return head.method().equals("POST")
                && head.rawPath().equals("/token")
                && (head.rawQuery().equals("aws_iam=t")
                        || SigningScope.service(head).equals("sso-oauth"));
    }

    private static boolean isObjectLambdaResponse(RequestHead head) {
        return head.method().equals("POST") && head.rawPath().equals("/WriteGetObjectResponse");
    }

    private static boolean isControl(String prefix, RequestHead head) {
        return head.rawPath().startsWith(CONTROL_PATH)
                && (ACCOUNT.matcher(prefix).matches()
                        || (prefix.isEmpty() && head.headers().has(ACCOUNT_HEADER)));
    }

    /** A bucket may be called {@code latest}; but requests to it are signed, or not for these paths. */
    private static boolean isMetadata(RequestHead head) {
        return !SigningScope.isSigned(head)
                && METADATA_PATHS.stream()
                        .anyMatch(path ->
                                head.rawPath().equals(path) || head.rawPath().startsWith(path + "/"));
    }

    private static boolean isSts(RequestHead head) {
        if (!head.rawPath().equals("/")) {
            return false;
        }
        boolean form = head.method().equals("POST")
                && head.headers().first("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
        return form || SigningScope.service(head).equals("sts");
    }

    private static Target control(String prefix, RequestHead head) {
        String header = head.headers().first(ACCOUNT_HEADER).orElse(prefix);
        String account = prefix.isEmpty() ? header : prefix;
        if (!ACCOUNT.matcher(account).matches() || !account.equals(header)) {
            throw new AwsException(
                    ErrorCode.InvalidRequest, "The host and x-amz-account-id must name one and the same account.");
        }
        return isGrants(head.rawPath()) ? new Target.Grants(account) : new Target.Control(account);
    }

    private static boolean isGrants(String path) {
        return GRANT_PATHS.stream().anyMatch(path::startsWith);
    }

    private Target s3(Host host, RequestHead head) {
        if (host.region().isPresent() && !host.region().get().equals(region)) {
            throw elsewhere(host.prefix());
        }
        return host.prefix().isEmpty() ? pathStyle(head) : named(host.prefix(), key(head.rawPath(), 1));
    }

    private AwsException elsewhere(String bucket) {
        return new AwsException(
                ErrorCode.PermanentRedirect,
                ErrorCode.PermanentRedirect.message(),
                Map.of("Bucket", bucket, "Endpoint", "s3." + region + ".amazonaws.com"));
    }

    private Target accessPoint(Host host, RequestHead head) {
        Matcher matcher = nameAndAccount(host);
        return new Target.AccessPoint(matcher.group("account"), matcher.group("name"), key(head.rawPath(), 1));
    }

    private Target objectLambda(Host host, RequestHead head) {
        if (isObjectLambdaResponse(head)) {
            return new Target.ObjectLambdaResponse(host.prefix());
        }
        Matcher matcher = nameAndAccount(host);
        return new Target.ObjectLambda(matcher.group("account"), matcher.group("name"), key(head.rawPath(), 1));
    }

    /** An access point belongs to a Region as its ARN does: in another one there is none of that name. */
    private Matcher nameAndAccount(Host host) {
        Matcher matcher = NAME_AND_ACCOUNT.matcher(host.prefix());
        if (!matcher.matches()) {
            throw new AwsException(ErrorCode.InvalidAccessPoint);
        }
        if (!host.region().orElse(region).equals(region)) {
            throw new AwsException(ErrorCode.NoSuchAccessPoint);
        }
        return matcher;
    }

    private Target virtualHost(String prefix, RequestHead head) {
        Optional<String> key = key(head.rawPath(), 1);
        Matcher matcher = NAME_AND_ACCOUNT.matcher(prefix);
        if (!matcher.matches()) {
            return named(prefix, key);
        }
        String account = matcher.group("account");
        String name = matcher.group("name");
        if (SigningScope.service(head).equals(OBJECT_LAMBDA_SERVICE)) {
            return new Target.ObjectLambda(account, name, key);
        }
        boolean bucket = !names.accessPoint(account, name) && names.bucket(prefix);
        return bucket ? new Target.Bucket(prefix, key) : new Target.AccessPoint(account, name, key);
    }

    private static Target pathStyle(RequestHead head) {
        String path = head.rawPath();
        int slash = path.indexOf('/', 1);
        String bucket = RawPath.decode(slash < 0 ? path.substring(1) : path.substring(1, slash));
        if (bucket.isEmpty()) {
            if (slash < 0) {
                return new Target.Service();
            }
            throw new AwsException(ErrorCode.InvalidURI);
        }
        return named(bucket, slash < 0 ? Optional.empty() : key(path, slash + 1));
    }

    private static Target named(String bucket, Optional<String> key) {
        if (bucket.endsWith("-s3alias")) {
            return new Target.AccessPointAlias(bucket, key);
        }
        return bucket.endsWith("--ol-s3") ? new Target.ObjectLambdaAlias(bucket, key) : new Target.Bucket(bucket, key);
    }

    private static Optional<String> key(String rawPath, int from) {
        return rawPath.length() <= from ? Optional.empty() : Optional.of(RawPath.decode(rawPath.substring(from)));
    }
}
