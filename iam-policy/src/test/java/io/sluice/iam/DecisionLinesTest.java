package io.sluice.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DecisionLinesTest {
    private static final String ALLOWED = """
            {"principal":{"arn":"arn:aws:iam::111122223333:user/ana","account":"111122223333","tags":{"team":"a"},"orgId":"o-1"},\
            "action":"s3:GetObject","resource":"arn:aws:s3:::lake/a/1","resourceAccount":"111122223333",\
            "context":{"aws:SecureTransport":true,"aws:TagKeys":["a","b"]},\
            "identityPolicies":[{"Version":"2012-10-17","Statement":{"Sid":"Own","Effect":"Allow","Action":"s3:GetObject",\
            "Resource":"arn:aws:s3:::lake/${aws:PrincipalTag/team}/*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}}]}
            """;

    private int exit;

    private String[] answers(String lines) throws IOException {
        var out = new ByteArrayOutputStream();
        exit = DecisionLines.run(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), out);
        return out.toString(StandardCharsets.UTF_8).split("\n", -1);
    }

    @Test
    void requestIsAnsweredWithItsDecision() throws IOException {
        assertThat(answers(ALLOWED))
                .containsExactly(
                        "{\"decision\":\"Allowed\",\"policyType\":\"identity-based policy\","
                                + "\"document\":\"identityPolicies[0]\",\"statement\":\"Own\",\"message\":\"\"}",
                        "");
        assertThat(exit).isZero();
    }

    @Test
    void badLineIsAnsweredWithItsNumberAndDoesNotStopTheRest() throws IOException {
        var answers = answers(ALLOWED + "{\"action\":\"s3:GetObject\"}\n\n" + ALLOWED.replace("lake/a/1", "lake/b/1"));
        assertThat(answers[1]).isEqualTo("{\"error\":\"resource is missing at $ (line 1, column 1)\",\"line\":2}");
        assertThat(answers[2]).contains("ImplicitlyDenied", "no identity-based policy allows the s3:GetObject action");
        assertThat(exit).isEqualTo(2);
    }

    @Test
    void halfUnderstoodPolicyIsAnError() throws IOException {
        var answers = answers(ALLOWED.replace("\"Bool\"", "\"Boool\""));
        assertThat(answers[0])
                .startsWith("{\"error\":\"identityPolicies[0]: Unknown condition operator \\\"Boool\\\"")
                .contains("$.Statement.Condition.Boool", "did you mean Bool?")
                .endsWith("\"line\":1}");
        assertThat(exit).isEqualTo(2);
    }

    @Test
    void requestThroughAnAccessPointIsDecidedOnBothSides() throws IOException {
        var line = """
                {"principal":{"arn":"arn:aws:sts::111122223333:assumed-role/webAppClientRole/i-1"},"action":"s3:GetObject",\
                "resource":"arn:aws:s3:us-east-1:111122223333:accesspoint/ec2/object/sales_event/1","resourceAccount":"111122223333",\
                "resourcePolicy":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*",\
                "Resource":["arn:aws:s3:::lake","arn:aws:s3:::lake/*"],"Condition":{"StringEquals":{"s3:DataAccessPointAccount":"111122223333"}}}},\
                "accessPoint":{"arn":"arn:aws:s3:us-east-1:111122223333:accesspoint/ec2","bucket":"lake","networkOrigin":"Internet"},\
                "accessPointPolicy":{"Version":"2012-10-17","Statement":{"Sid":"Read","Effect":"Allow",\
                "Principal":{"AWS":"arn:aws:iam::111122223333:role/webAppClientRole"},"Action":"s3:GetObject",\
                "Resource":"arn:aws:s3:us-east-1:111122223333:accesspoint/ec2/object/sales_event/*"}}}
                """;
        assertThat(answers(line)[0])
                .contains("\"decision\":\"Allowed\"", "\"document\":\"accessPointPolicy\"", "\"Read\"");
        assertThat(answers(line.replace("object/sales_event/1", "object/sales_event2/1"))[0])
                .contains("\"decision\":\"ImplicitlyDenied\"");
    }
}
