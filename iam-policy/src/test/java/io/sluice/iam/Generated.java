package io.sluice.iam;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** Statements, documents and worlds drawn from a small vocabulary, so that they often concern the same requests. */
final class Generated {
    static final String ACCOUNT = "111122223333";
    static final String POINT = "arn:aws:s3:us-east-1:111122223333:accesspoint/ec2";
    static final Principal ANA = Principal.of("arn:aws:iam::111122223333:user/ana");
    static final Principal BOB = Principal.of("arn:aws:iam::111122223333:user/bob");
    static final Principal SESSION = Principal.of("arn:aws:sts::111122223333:assumed-role/reader/s1");
    static final Principal EVE = Principal.of("arn:aws:iam::444455556666:user/eve");
    static final List<Principal> CALLERS = List.of(ANA, BOB, SESSION, EVE, Principal.anonymous());
    static final List<String> ACTIONS = List.of("s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket");
    static final List<String> KEYS = List.of("a", "a/", "a/b", "a/bc", "ab", "b", "b/a", "x", "a/b/c", "y/b");

    private static final List<String> ACTION_PATTERNS = List.of(
            "s3:GetObject", "s3:PutObject", "s3:Get*", "s3:*Object", "s3:*", "*", "s3:ListBucket", "s3:DeleteObject");
    private static final List<String> KEY_PATTERNS = List.of("*", "a/*", "a*", "a/b", "?", "*/b", "b*", "a/b*");
    private static final List<String> PRINCIPALS = List.of(
            "\"*\"",
            "{\"AWS\":\"111122223333\"}",
            "{\"AWS\":\"arn:aws:iam::111122223333:user/bob\"}",
            "{\"AWS\":\"arn:aws:iam::111122223333:role/reader\"}",
            "{\"AWS\":[\"arn:aws:iam::444455556666:user/eve\",\"arn:aws:sts::111122223333:assumed-role/reader/s1\"]}");
    private static final List<String> CONDITIONS = List.of(
            "\"Bool\":{\"aws:SecureTransport\":\"true\"}",
            "\"Bool\":{\"aws:SecureTransport\":[\"true\",\"false\"]}",
            "\"StringLike\":{\"s3:prefix\":\"a/*\"}",
            "\"StringNotEquals\":{\"s3:prefix\":[\"a/b\",\"b\"]}",
            "\"StringEqualsIfExists\":{\"s3:prefix\":\"b\"}",
            "\"Null\":{\"s3:prefix\":\"true\"}",
            "\"IpAddress\":{\"aws:SourceIp\":[\"203.0.113.0/24\",\"10.0.0.0/8\"]}",
            "\"NotIpAddress\":{\"aws:SourceIp\":\"203.0.113.0/25\"}",
            "\"ForAnyValue:StringEquals\":{\"aws:TagKeys\":[\"p\",\"q\"]}",
            "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":\"p\"}",
            "\"NumericLessThan\":{\"s3:max-keys\":\"10\"}");

    private final Random random;

    Generated(long seed) {
        random = new Random(seed);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String some(List<String> of) {
        var all = new ArrayList<String>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            all.add('"' + one(of) + '"');
        }
        return all.stream().distinct().collect(Collectors.joining(",", "[", "]"));
    }

    /** @param prefixes the ARNs of the whole and of what is in it, up to the key */
    String statement(boolean principal, String effect, List<String> prefixes) {
        var patterns =
                KEY_PATTERNS.stream().map(key -> prefixes.getLast() + key).collect(Collectors.toList());
        patterns.add(prefixes.getFirst());
        patterns.add("*");
        var json = new StringBuilder("{\"Effect\":\"" + effect + "\"");
        if (principal) {
            json.append(",\"Principal\":" + one(PRINCIPALS));
        }
        json.append(random.nextInt(8) == 0 ? ",\"NotAction\":" : ",\"Action\":").append(some(ACTION_PATTERNS));
        json.append(random.nextInt(8) == 0 ? ",\"NotResource\":" : ",\"Resource\":")
                .append(some(patterns));
        if (random.nextInt(3) == 0) {
            json.append(",\"Condition\":{" + one(CONDITIONS) + "}");
        }
        return json.append('}').toString();
    }

    static NamedPolicy policy(String name, List<String> statements) {
        return new NamedPolicy(
                name,
                PolicyDocument.parse(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}"));
    }

    List<String> statements(boolean principal, List<String> prefixes) {
        var all = new ArrayList<String>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            all.add(statement(principal, random.nextInt(4) == 0 ? "Deny" : "Allow", prefixes));
        }
        return all;
    }

    private static final List<String> OWN = List.of("{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}");
    static final List<String> BUCKET = List.of("arn:aws:s3:::lake", "arn:aws:s3:::lake/");
    static final List<String> GATE = List.of(POINT, POINT + "/object/");

    /** Texts of statements by where they stand. */
    Map<String, List<String>> texts() {
        var all = new LinkedHashMap<String, List<String>>();
        all.put("bucket", statements(true, BUCKET));
        all.put("point", statements(true, GATE));
        for (var who : List.of("ana", "bob", "s1")) {
            all.put(who, statements(false, random.nextBoolean() ? BUCKET : GATE));
        }
        if (random.nextInt(3) == 0) {
            all.put("boundary", statements(false, BUCKET));
        }
        return all;
    }

    Map<String, List<String>> changed(Map<String, List<String>> texts) {
        var all = new LinkedHashMap<String, List<String>>();
        texts.forEach((where, statements) -> {
            var copy = new ArrayList<>(statements);
            if (random.nextInt(3) == 0) {
                var prefixes = where.equals("point") ? GATE : BUCKET;
                boolean principal = where.equals("bucket") || where.equals("point");
                copy.set(
                        random.nextInt(copy.size()),
                        statement(principal, random.nextInt(4) == 0 ? "Deny" : "Allow", prefixes));
            }
            all.put(where, copy);
        });
        return all;
    }

    /** The same statements in another order. */
    Map<String, List<String>> shuffled(Map<String, List<String>> texts) {
        var all = new LinkedHashMap<String, List<String>>();
        texts.forEach((where, statements) -> {
            var copy = new ArrayList<>(statements);
            Collections.shuffle(copy, random);
            all.put(where, copy);
        });
        return all;
    }

    static AccessPointGate gate(Map<String, List<String>> texts) {
        return new AccessPointGate(
                POINT,
                "lake",
                AccessPointGate.NetworkOrigin.INTERNET,
                "",
                Optional.of(policy("point", texts.get("point"))));
    }

    static AccessWorld world(Map<String, List<String>> texts) {
        return AccessWorld.builder()
                .bucket("lake", ACCOUNT, Optional.of(policy("bucket", texts.get("bucket"))), false)
                .accessPoint(gate(texts), false)
                .caller(caller(ANA, texts))
                .caller(caller(BOB, texts))
                .caller(caller(SESSION, texts))
                .caller(new AccessWorld.Caller(EVE, List.of(policy("own", OWN)), Optional.empty()))
                .build();
    }

    private static AccessWorld.Caller caller(Principal principal, Map<String, List<String>> texts) {
        var name = principal.arn().substring(principal.arn().lastIndexOf('/') + 1);
        return new AccessWorld.Caller(
                principal,
                List.of(policy(name, texts.get(name))),
                Optional.ofNullable(texts.get("boundary")).map(statements -> policy("boundary", statements)));
    }

    /** The policies of a request; callers of the other account have everything from their own. */
    static PolicySet policies(Map<String, List<String>> texts, Principal caller, boolean throughPoint) {
        var set = PolicySet.builder().resource(policy("bucket", texts.get("bucket")));
        var name = caller.arn().substring(caller.arn().lastIndexOf('/') + 1);
        if (texts.containsKey(name)) {
            set.identity(policy(name, texts.get(name)));
            Optional.ofNullable(texts.get("boundary"))
                    .ifPresent(statements -> set.permissionsBoundary(policy("boundary", statements)));
        } else if (!caller.account().isEmpty()) {
            set.identity(policy("own", OWN));
        }
        if (throughPoint) {
            set.accessPoint(gate(texts));
        }
        return set.build();
    }

    static List<RequestContext> contexts() {
        var all = new ArrayList<RequestContext>();
        for (var secure : List.of("true", "false")) {
            for (var prefix : List.of("-", "", "a/", "a/b", "b", "x")) {
                for (var ip : List.of("-", "203.0.113.1", "203.0.113.200", "10.1.1.1", "8.8.8.8")) {
                    for (var tags : List.of(
                            List.<String>of(),
                            List.of("p"),
                            List.of("q"),
                            List.of("p", "q"),
                            List.of("z"),
                            List.of("p", "z"))) {
                        for (var most : List.of("-", "5", "10")) {
                            var context = RequestContext.empty().with("aws:SecureTransport", secure);
                            context = prefix.equals("-") ? context : context.with("s3:prefix", prefix);
                            context = ip.equals("-") ? context : context.with("aws:SourceIp", ip);
                            context = tags.isEmpty() ? context : context.with("aws:TagKeys", tags);
                            all.add(most.equals("-") ? context : context.with("s3:max-keys", most));
                        }
                    }
                }
            }
        }
        return all;
    }

    RequestContext context(List<RequestContext> of) {
        return one(of);
    }

    static AccessRequest request(
            Principal caller, String action, String key, boolean throughPoint, RequestContext context) {
        var prefixes = throughPoint ? GATE : BUCKET;
        boolean whole = action.equals("s3:ListBucket");
        return new AccessRequest(
                caller, action, whole ? prefixes.getFirst() : prefixes.getLast() + key, ACCOUNT, context);
    }

    AccessRequest request(boolean throughPoint, List<RequestContext> contexts) {
        return request(one(CALLERS), one(ACTIONS), one(KEYS), throughPoint, one(contexts));
    }

    boolean coin() {
        return random.nextBoolean();
    }
}
