package io.sluice.lake.lambda;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A function by its name, as an API call names it: by name, by a part of its ARN or by the whole. There are no published versions and no
 * aliases here, so the only qualifier is {@code $LATEST}. From <a
 * href="https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html">the request parameters of Lambda</a>.
 */
public record FunctionReference(String name) {
    static final String LATEST = "$LATEST";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_]{1,64}");
    private static final Pattern FORM = Pattern.compile("(arn:aws:lambda:)?((?<region>[a-z]{2}(?:-[a-z]+){1,4}-\\d):)?"
            + "((?<account>\\d{12}):)?(function:)?(?<name>[a-zA-Z0-9-_]+)(:(?<qualifier>\\$LATEST|[a-zA-Z0-9-_]+))?");

    public FunctionReference {
        Objects.requireNonNull(name);
        if (!NAME.matcher(name).matches()) {
            throw new AwsException(
                    ErrorCode.InvalidParameterValueException,
                    "The name of a function is 1 to 64 letters, digits, hyphens and underscores: " + name);
        }
    }

    /** Where functions are. */
    record Place(String region, String account) {
        Place {
            Objects.requireNonNull(region);
            Objects.requireNonNull(account);
        }

        String arn(FunctionReference function) {
            return "arn:aws:lambda:" + region + ":" + account + ":function:" + function.name();
        }
    }

    /**
     * The function that a text names.
     *
     * @param qualifier from the query of the request
     * @throws AwsException {@code InvalidParameterValueException} where it names none, {@code ResourceNotFoundException} for what cannot
     *     be here: another account or Region, a version or an alias
     */
    static FunctionReference parse(String text, Optional<String> qualifier, Place place) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new AwsException(
                    ErrorCode.InvalidParameterValueException, "Not a function's name or ARN: " + shown(text));
        }
        var function = new FunctionReference(form.group("name"));
        var inName = Optional.ofNullable(form.group("qualifier"));
        boolean here = isHere(form.group("region"), place.region())
                && isHere(form.group("account"), place.account())
                && inName.filter(each -> !each.equals(LATEST)).isEmpty()
                && qualifier.filter(each -> !each.equals(LATEST)).isEmpty();
        if (!here) {
            throw notFound(text + qualifier.map(each -> ":" + each).orElse(""), place);
        }
        return function;
    }

    private static boolean isHere(String named, String here) {
        return named == null || named.equals(here);
    }

    private static AwsException notFound(String text, Place place) {
        var arn = text.startsWith("arn:")
                ? text
                : "arn:aws:lambda:" + place.region() + ":" + place.account() + ":function:" + text;
        return notFound(arn);
    }

    static AwsException notFound(String arn) {
        return new AwsException(ErrorCode.ResourceNotFoundException, "Function not found: " + arn);
    }

    private static String shown(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
