package io.sluice.bench.cedar;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.Decimal;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.IpAddress;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The bucket policy of 20 statements that the bench decides, in Cedar: the same three denies and the same 17 applications. A test holds both
 * to the same answers.
 */
final class CedarTwin {
    static final int APPLICATIONS = 17;

    private static final EntityTypeName ROLE = type("Role");
    private static final EntityTypeName OBJECT = type("Object");
    private static final EntityUID BUCKET = new EntityUID(type("Bucket"), "lake");
    private static final EntityUID READ = new EntityUID(type("Action"), "s3:GetObject");

    private static final String DENIES = """
            forbid(principal, action, resource in Bucket::"lake") when { context.tlsVersion.lessThan(decimal("1.2")) };
            forbid(principal, action, resource in Bucket::"lake") when {
              !(context.sourceIp.isInRange(ip("203.0.113.0/24")) || context.sourceIp.isInRange(ip("2001:db8::/32")))
              && !context.viaAwsService };
            forbid(principal, action in [Action::"s3:GetObject", Action::"s3:GetObjectVersion"], resource in Bucket::"lake") when {
              resource.key like "secret/*" && !(context has scanned && context.scanned == "true") };
            """;

    private static final String APPLICATION = """
            permit(principal == Role::"arn:aws:iam::111122223333:role/app-%1$d",
              action in [Action::"s3:GetObject", Action::"s3:GetObjectVersion"], resource in Bucket::"lake") when {
              resource.key like "app-%1$d/*" && context.secureTransport && context.principalAccount == "111122223333" };
            """;

    private final BasicAuthorizationEngine engine = new BasicAuthorizationEngine();
    private final PolicySet policies;

    private CedarTwin(PolicySet policies) {
        this.policies = policies;
    }

    /** Parses the policies anew for each decision, as the binding does by itself. */
    static CedarTwin parsingEachTime() throws InternalException {
        return new CedarTwin(parse());
    }

    /** Keeps the parsed policies in the native library. */
    static CedarTwin parsedOnce() throws InternalException, CacheException {
        var policies = parse();
        policies.cache();
        return new CedarTwin(policies);
    }

    private static PolicySet parse() throws InternalException {
        return PolicySet.parsePolicies(DENIES
                + IntStream.range(0, APPLICATIONS)
                        .mapToObj(APPLICATION::formatted)
                        .collect(Collectors.joining()));
    }

    /** A request with what Cedar needs to know of its object. */
    record Question(AuthorizationRequest request, Set<Entity> entities) {}

    /** An application asks for a key, with what comes with every request of the bench. */
    static Question question(int app, String key) {
        return question(app, key, context());
    }

    static Question question(int app, String key, Map<String, Value> context) {
        var object =
                new Entity(new EntityUID(OBJECT, "lake/" + key), Map.of("key", new PrimString(key)), Set.of(BUCKET));
        var role = new EntityUID(ROLE, "arn:aws:iam::111122223333:role/app-" + app);
        return new Question(new AuthorizationRequest(role, READ, object.getEUID(), context), Set.of(object));
    }

    static Map<String, Value> context() {
        return Map.of(
                "secureTransport", new PrimBool(true),
                "sourceIp", new IpAddress("203.0.113.9"),
                "viaAwsService", new PrimBool(false),
                "tlsVersion", new Decimal("1.3"),
                "scanned", new PrimString("true"),
                "principalAccount", new PrimString("111122223333"));
    }

    boolean allows(Question question) {
        try {
            AuthorizationResponse response = engine.isAuthorized(question.request(), policies, question.entities());
            var success = response.success.orElseThrow(() -> new IllegalStateException(response.toString()));
            if (!success.getErrors().isEmpty()) {
                throw new IllegalStateException(success.getErrors().toString());
            }
            return success.isAllowed();
        } catch (AuthException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EntityTypeName type(String name) {
        return EntityTypeName.parse(name).orElseThrow();
    }
}
