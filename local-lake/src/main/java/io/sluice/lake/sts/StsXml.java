package io.sluice.lake.sts;

import io.sluice.lake.error.AwsException;
import java.util.Map;

/** Answers of STS in its XML. From <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">common errors</a>. */
final class StsXml {
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private StsXml() {}

    static StsAnswer callerIdentity(String arn, String userId, String account, String requestId) {
        return success(
                "GetCallerIdentity",
                element("Arn", arn) + element("UserId", userId) + element("Account", account),
                requestId,
                Map.of());
    }

    static StsAnswer assumeRole(OpenedSession opened, String requestId) {
        return success("AssumeRole", session(opened), requestId, elements(opened));
    }

    static StsAnswer webIdentity(AssumeRoleWithWebIdentity.Result result, String requestId) {
        return success(
                "AssumeRoleWithWebIdentity",
                element("SubjectFromWebIdentityToken", result.identity().subject())
                        + element("Audience", result.identity().audience())
                        + element("Provider", result.issuer())
                        + session(result.session()),
                requestId,
                elements(result.session()));
    }

    /** The keys without the secrets, so that what is done with a session later can be told to be its. */
    private static Map<String, String> elements(OpenedSession opened) {
        return Map.of(
                "assumedRoleUser.arn",
                opened.role().sessionArn(opened.request().name()),
                "credentials.accessKeyId",
                opened.credentials().accessKeyId());
    }

    private static String session(OpenedSession opened) {
        var session = opened.request();
        var keys = opened.credentials();
        var temporary = keys.session().orElseThrow();
        return session.sourceIdentity()
                        .map(identity -> element("SourceIdentity", identity))
                        .orElse("")
                + "<AssumedRoleUser>"
                + element("AssumedRoleId", opened.role().id() + ":" + session.name())
                + element("Arn", opened.role().sessionArn(session.name()))
                + "</AssumedRoleUser><Credentials>"
                + element("AccessKeyId", keys.accessKeyId())
                + element("SecretAccessKey", keys.secretAccessKey())
                + element("SessionToken", temporary.token())
                + element("Expiration", temporary.expiration().toString())
                + "</Credentials>"
                + opened.packedPolicySize()
                        .map(size -> element("PackedPolicySize", Integer.toString(size)))
                        .orElse("");
    }

    private static StsAnswer success(String operation, String result, String requestId, Map<String, String> elements) {
        return new StsAnswer(
                200,
                "<" + operation + "Response xmlns=\"" + NAMESPACE + "\"><" + operation + "Result>" + result + "</"
                        + operation
                        + "Result><ResponseMetadata>" + element("RequestId", requestId) + "</ResponseMetadata></"
                        + operation
                        + "Response>\n",
                elements);
    }

    static StsAnswer error(AwsException e, String requestId) {
        var refusal = StsRefusal.of(e);
        return new StsAnswer(
                refusal.status(),
                "<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error>"
                        + element("Type", refusal.status() < 500 ? "Sender" : "Receiver")
                        + element("Code", refusal.code())
                        + element("Message", refusal.message()) + "</Error>" + element("RequestId", requestId)
                        + "</ErrorResponse>\n");
    }

    private static String element(String name, String text) {
        return "<" + name + ">" + escape(text) + "</" + name + ">";
    }

    /** Characters that XML 1.0 has no way to write become a question mark. */
    private static String escape(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(c >= ' ' || c == '\n' || c == '\t' ? c : '?');
            }
        });
        return out.toString();
    }
}
