package io.sluice.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
class PolicyDocumentTest {
    private static final String STATEMENT =
            "{\"Sid\":\"One\",\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}";

    private static String document(String statement) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement + "]}";
    }

    private static String with(String what, String other) {
        assertThat(STATEMENT).contains(what);
        return document(STATEMENT.replace(what, other));
    }

    private static String condition(String json) {
        return document(STATEMENT.replace("\"Resource\":\"*\"", "\"Resource\":\"*\",\"Condition\":" + json));
    }

    private static String principal(String json) {
        return document(STATEMENT.replace("\"Action\"", "\"Principal\":" + json + ",\"Action\""));
    }

    static Stream<Arguments> refused() {
        var action = "\"Action\":\"s3:GetObject\"";
        var resource = "\"Resource\":\"*\"";
        return Stream.of(
                Arguments.of("nothing", "", "$", ""),
                Arguments.of("half a document", "{\"Version\":\"2012-10-17\",", "$", ""),
                Arguments.of("no JSON", "{Version:1}", "$", ""),
                Arguments.of("a comment", "/* */" + document(STATEMENT), "$", ""),
                Arguments.of("a trailing comma", document(STATEMENT + ","), "$", ""),
                Arguments.of("more after the end", document(STATEMENT) + "{}", "$", ""),
                Arguments.of("a list", "[]", "$", ""),
                Arguments.of("a string", "\"Allow\"", "$", ""),
                Arguments.of("deep nesting", "[".repeat(5000), "$", ""),
                Arguments.of("a key twice", "{\"Version\":\"2012-10-17\",\"Version\":\"2012-10-17\"}", "$.Version", ""),
                Arguments.of("an element twice", with(action, action + "," + action), "$.Statement[0].Action", ""),
                Arguments.of(
                        "an unknown element",
                        document(STATEMENT).replace("Version", "Versions"),
                        "$.Versions",
                        "Version"),
                Arguments.of(
                        "an element in another case",
                        with("\"Effect\"", "\"effect\""),
                        "$.Statement[0].effect",
                        "Effect"),
                Arguments.of(
                        "a misspelt element",
                        with("\"Resource\"", "\"Resources\""),
                        "$.Statement[0].Resources",
                        "Resource"),
                Arguments.of(
                        "an unknown version",
                        document(STATEMENT).replace("2012-10-17", "2012-10-18"),
                        "$.Version",
                        "2012-10-17"),
                Arguments.of(
                        "a version of another type",
                        document(STATEMENT).replace("\"2012-10-17\"", "2012"),
                        "$.Version",
                        ""),
                Arguments.of("no statement", "{\"Version\":\"2012-10-17\"}", "$", ""),
                Arguments.of("an empty list of statements", document(""), "$.Statement", ""),
                Arguments.of("a statement that is a string", document("\"x\""), "$.Statement[0]", ""),
                Arguments.of("no effect", with("\"Effect\":\"Allow\",", ""), "$.Statement[0]", ""),
                Arguments.of("an unknown effect", with("Allow", "allow"), "$.Statement[0].Effect", "Allow"),
                Arguments.of("no action", with(action + ",", ""), "$.Statement[0]", ""),
                Arguments.of(
                        "Action and NotAction",
                        with(action, action + ",\"NotAction\":\"s3:*\""),
                        "$.Statement[0].NotAction",
                        ""),
                Arguments.of("an empty list of actions", with("\"s3:GetObject\"", "[]"), "$.Statement[0].Action", ""),
                Arguments.of(
                        "an action of another type", with("\"s3:GetObject\"", "[1]"), "$.Statement[0].Action[0]", ""),
                Arguments.of(
                        "an action without service", with("s3:GetObject", "GetObject"), "$.Statement[0].Action", ""),
                Arguments.of(
                        "a misspelt action",
                        with("s3:GetObject", "s3:GetObjets"),
                        "$.Statement[0].Action",
                        "s3:GetObject"),
                Arguments.of(
                        "a misspelt action of Object Lambda",
                        with("s3:GetObject", "s3-object-lambda:WriteGetObjectRespons"),
                        "$.Statement[0].Action",
                        "s3-object-lambda:WriteGetObjectResponse"),
                Arguments.of(
                        "a misspelt action of STS",
                        with("s3:GetObject", "sts:AsumeRole"),
                        "$.Statement[0].Action",
                        "sts:AssumeRole"),
                Arguments.of(
                        "a misspelt action of Lambda",
                        with("s3:GetObject", "lambda:InvokeFunktion"),
                        "$.Statement[0].Action",
                        "lambda:InvokeFunction"),
                Arguments.of(
                        "a misspelt service",
                        with("s3:GetObject", "lamda:InvokeFunction"),
                        "$.Statement[0].Action",
                        "lambda:InvokeFunction"),
                Arguments.of(
                        "a pattern that no action matches",
                        with("s3:GetObject", "s3:Fetch*"),
                        "$.Statement[0].Action",
                        ""),
                Arguments.of("a pattern as service", with("s3:GetObject", "s*:GetObject"), "$.Statement[0].Action", ""),
                Arguments.of("no resource", with("," + resource, ""), "$.Statement[0]", ""),
                Arguments.of(
                        "Resource and NotResource",
                        with(resource, resource + ",\"NotResource\":\"*\""),
                        "$.Statement[0].NotResource",
                        ""),
                Arguments.of("a resource that is no ARN", with("\"*\"", "\"lake/*\""), "$.Statement[0].Resource", ""),
                Arguments.of("an ARN cut short", with("\"*\"", "\"arn:aws:s3\""), "$.Statement[0].Resource", ""),
                Arguments.of(
                        "a pattern as service of a resource",
                        with("\"*\"", "\"arn:aws:*:::lake\""),
                        "$.Statement[0].Resource",
                        ""),
                Arguments.of(
                        "a misspelt service of a resource",
                        with("\"*\"", "\"arn:aws:s33:::lake\""),
                        "$.Statement[0].Resource",
                        "s3"),
                Arguments.of(
                        "another partition",
                        with("\"*\"", "\"arn:azure:s3:::lake\""),
                        "$.Statement[0].Resource",
                        "aws"),
                Arguments.of(
                        "an open variable",
                        with("\"*\"", "\"arn:aws:s3:::lake/${aws:username\""),
                        "$.Statement[0].Resource",
                        ""),
                Arguments.of(
                        "an unknown variable",
                        with("\"*\"", "\"arn:aws:s3:::lake/${aws:usrname}\""),
                        "$.Statement[0].Resource",
                        "aws:username"),
                Arguments.of(
                        "a default without quotes",
                        with("\"*\"", "\"arn:aws:s3:::lake/${aws:username, x}\""),
                        "$.Statement[0].Resource",
                        ""),
                Arguments.of(
                        "a variable in the account",
                        with("\"*\"", "\"arn:aws:sqs:us-east-1:${aws:PrincipalAccount}:q\""),
                        "$.Statement[0].Resource",
                        ""),
                Arguments.of("a Sid twice", document(STATEMENT + "," + STATEMENT), "$.Statement[1].Sid", ""),
                Arguments.of("a Sid that is a number", with("\"One\"", "1"), "$.Statement[0].Sid", ""),
                Arguments.of(
                        "an unknown operator",
                        condition("{\"StringEqual\":{\"s3:prefix\":\"a\"}}"),
                        "$.Statement[0].Condition.StringEqual",
                        "StringEquals"),
                Arguments.of(
                        "an operator in another case",
                        condition("{\"stringlike\":{\"s3:prefix\":\"a\"}}"),
                        "$.Statement[0].Condition.stringlike",
                        "StringLike"),
                Arguments.of(
                        "a misspelt operator with qualifier",
                        condition("{\"ForAnyValue:StringLik\":{\"s3:prefix\":\"a\"}}"),
                        "$.Statement[0].Condition.ForAnyValue:StringLik",
                        "ForAnyValue:StringLike"),
                Arguments.of(
                        "NullIfExists",
                        condition("{\"NullIfExists\":{\"s3:prefix\":\"true\"}}"),
                        "$.Statement[0].Condition.NullIfExists",
                        "Null"),
                Arguments.of(
                        "Null with a qualifier",
                        condition("{\"ForAllValues:Null\":{\"s3:prefix\":\"true\"}}"),
                        "$.Statement[0].Condition.ForAllValues:Null",
                        "Null"),
                Arguments.of(
                        "a misspelt key",
                        condition("{\"StringEquals\":{\"s3:prefixx\":\"a\"}}"),
                        "$.Statement[0].Condition.StringEquals.s3:prefixx",
                        "s3:prefix"),
                Arguments.of(
                        "a misspelt global key",
                        condition("{\"Bool\":{\"aws:SecureTransprt\":\"true\"}}"),
                        "$.Statement[0].Condition.Bool.aws:SecureTransprt",
                        "aws:SecureTransport"),
                Arguments.of(
                        "a misspelt key with a name",
                        condition("{\"StringEquals\":{\"aws:PrincipalTags/team\":\"a\"}}"),
                        "$.Statement[0].Condition.StringEquals.aws:PrincipalTags/team",
                        "aws:PrincipalTag/team"),
                Arguments.of(
                        "a key twice in two cases",
                        condition("{\"StringEquals\":{\"s3:prefix\":\"a\",\"S3:Prefix\":\"b\"}}"),
                        "$.Statement[0].Condition.StringEquals.S3:Prefix",
                        ""),
                Arguments.of("a condition that is a list", condition("[]"), "$.Statement[0].Condition", ""),
                Arguments.of(
                        "an operator without keys",
                        condition("{\"StringEquals\":\"a\"}"),
                        "$.Statement[0].Condition.StringEquals",
                        ""),
                Arguments.of(
                        "a value that is null",
                        condition("{\"StringEquals\":{\"s3:prefix\":null}}"),
                        "$.Statement[0].Condition.StringEquals.s3:prefix",
                        ""),
                Arguments.of(
                        "an empty list of values",
                        condition("{\"StringEquals\":{\"s3:prefix\":[]}}"),
                        "$.Statement[0].Condition.StringEquals.s3:prefix",
                        ""),
                Arguments.of(
                        "a number that is none",
                        condition("{\"NumericEquals\":{\"s3:max-keys\":\"ten\"}}"),
                        "$.Statement[0].Condition.NumericEquals.s3:max-keys",
                        ""),
                Arguments.of(
                        "a date that is none",
                        condition("{\"DateLessThan\":{\"aws:CurrentTime\":[\"2026-13-01\"]}}"),
                        "$.Statement[0].Condition.DateLessThan.aws:CurrentTime[0]",
                        ""),
                Arguments.of(
                        "an address that is none",
                        condition("{\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.0/33\"}}"),
                        "$.Statement[0].Condition.IpAddress.aws:SourceIp",
                        ""),
                Arguments.of(
                        "a flag that is none",
                        condition("{\"Bool\":{\"aws:SecureTransport\":\"yes\"}}"),
                        "$.Statement[0].Condition.Bool.aws:SecureTransport",
                        ""),
                Arguments.of(
                        "an ARN that is none",
                        condition("{\"ArnLike\":{\"aws:SourceArn\":\"lake\"}}"),
                        "$.Statement[0].Condition.ArnLike.aws:SourceArn",
                        ""),
                Arguments.of(
                        "bytes that are none",
                        condition("{\"BinaryEquals\":{\"s3:x-amz-content-sha256\":\"%%\"}}"),
                        "$.Statement[0].Condition.BinaryEquals.s3:x-amz-content-sha256",
                        ""),
                Arguments.of(
                        "a variable among numbers",
                        condition("{\"NumericEquals\":{\"s3:max-keys\":\"${s3:max-keys}\"}}"),
                        "$.Statement[0].Condition.NumericEquals.s3:max-keys",
                        ""),
                Arguments.of(
                        "a part of an ARN as principal",
                        principal("{\"AWS\":\"arn:aws:iam::111122223333:user/*\"}"),
                        "$.Statement[0].Principal.AWS",
                        ""),
                Arguments.of("a principal that is a name", principal("\"ana\""), "$.Statement[0].Principal", ""),
                Arguments.of(
                        "an unknown kind of principal",
                        principal("{\"Aws\":\"111122223333\"}"),
                        "$.Statement[0].Principal.Aws",
                        "AWS"),
                Arguments.of("an empty principal", principal("{}"), "$.Statement[0].Principal", ""),
                Arguments.of(
                        "a group as principal",
                        principal("{\"AWS\":\"arn:aws:iam::111122223333:group/g\"}"),
                        "$.Statement[0].Principal.AWS",
                        ""),
                Arguments.of(
                        "an account of eleven digits",
                        principal("{\"AWS\":\"11112222333\"}"),
                        "$.Statement[0].Principal.AWS",
                        ""),
                Arguments.of(
                        "a service that is none",
                        principal("{\"Service\":\"*\"}"),
                        "$.Statement[0].Principal.Service",
                        ""),
                Arguments.of(
                        "a canonical user that is none",
                        principal("{\"CanonicalUser\":\"ana\"}"),
                        "$.Statement[0].Principal.CanonicalUser",
                        ""),
                Arguments.of(
                        "NotPrincipal with Allow",
                        principal("\"*\"").replace("\"Principal\"", "\"NotPrincipal\""),
                        "$.Statement[0].NotPrincipal",
                        ""),
                Arguments.of(
                        "too large a document", document(STATEMENT) + " ".repeat(PolicyDocument.MAX_BYTES), "$", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefusedWithItsPlace(String what, String json, String path, String suggestion) {
        assertThatThrownBy(() -> PolicyDocument.parse(json))
                .as(what)
                .isInstanceOfSatisfying(PolicyException.class, e -> {
                    assertThat(e.path()).isEqualTo(path);
                    assertThat(e.suggestion()).isEqualTo(suggestion);
                    assertThat(e.line()).isPositive();
                    assertThat(e.column()).isPositive();
                });
    }

    @Test
    void placeOfAnErrorIsItsLineAndColumn() {
        assertThatThrownBy(() -> PolicyDocument.parse("{\n  \"Version\": \"2012-10-17\",\n  \"Statment\": []}"))
                .hasMessage("Unknown element \"Statment\" at $.Statment (line 3, column 3); did you mean Statement?");
    }

    @Test
    void documentOfTheGreatestSizeIsRead() {
        var json = document(STATEMENT);
        var padded = json + " ".repeat(PolicyDocument.MAX_BYTES - json.length());
        assertThat(PolicyDocument.parse(padded).statements()).hasSize(1);
    }

    @Test
    void printedDocumentIsReadAsTheSame() {
        var json = """
                {"Version": "2012-10-17", "Id": "p", "Statement": [
                  {"Sid": "a", "Effect": "Deny", "NotPrincipal": {"AWS": ["111122223333", "arn:aws:iam::111122223333:role/r"],
                   "Service": "ec2.amazonaws.com"}, "NotAction": ["s3:Get*", "s3:ListBucket"], "NotResource": "arn:aws:s3:::lake/*",
                   "Condition": {"StringLike": {"s3:prefix": ["a", "b*"], "s3:delimiter": "/"}, "Bool": {"aws:SecureTransport": false},
                   "ForAnyValue:StringEqualsIfExists": {"aws:TagKeys": "x"}}},
                  {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}]}""";
        var document = PolicyDocument.parse(json);
        assertThat(PolicyDocument.parse(document.toJson())).isEqualTo(document);
        assertThat(document.statements()).extracting(Statement::name).isEqualTo(List.of("a", "Statement[1]"));
    }
}
