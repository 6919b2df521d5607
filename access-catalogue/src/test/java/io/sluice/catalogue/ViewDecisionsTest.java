package io.sluice.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.iam.RequestContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets at a redacted view of the demo, and that nobody gets round it. */
class ViewDecisionsTest {
    private static final Deciding DEMO = new Deciding(Catalogue.demo().render());
    private static final String VIEW = "arn:aws:s3-object-lambda:us-east-1:111122223333:accesspoint/data-shield";
    private static final String ADMINISTRATOR = "arn:aws:iam::111122223333:user/administrator";

    @ParameterizedTest(name = "{0} {1} {2} through {3}, called via {4}: {5}")
    @CsvSource(textBlock = """
        inventoryConsumerRole, s3:GetObject,        inventory_event/a.json, lambda-consumer, s3-object-lambda.amazonaws.com, true
        inventoryConsumerRole, s3:GetObject,        inventory_event/a.json, lambda-consumer, '',                             false
        inventoryConsumerRole, s3:GetObject,        inventory_event/a.json, lambda-consumer, cloudformation.amazonaws.com,   false
        inventoryConsumerRole, s3:GetObject,        sales_event/a.json,     lambda-consumer, s3-object-lambda.amazonaws.com, false
        inventoryConsumerRole, s3:GetObjectVersion, inventory_event/a.json, lambda-consumer, s3-object-lambda.amazonaws.com, false
        inventoryConsumerRole, s3:GetObject,        inventory_event/a.json, redactor,        s3-object-lambda.amazonaws.com, false
        inventoryConsumerRole, s3:GetObject,        inventory_event/a.json, redactor,        '',                             false
        inventoryConsumerRole, s3:PutObject,        inventory_event/a.json, lambda-consumer, '',                             true
        webAppClientRole,      s3:GetObject,        inventory_event/a.json, lambda-consumer, s3-object-lambda.amazonaws.com, false
        redactionFunctionRole, s3:GetObject,        inventory_event/a.json, lambda-consumer, s3-object-lambda.amazonaws.com, false
        redactionFunctionRole, s3:GetObject,        inventory_event/a.json, lambda-consumer, '',                             false
        redactionServiceRole,  s3:GetObject,        inventory_event/a.json, redactor,        '',                             true
        redactionServiceRole,  s3:GetObject,        sales_event/a.json,     redactor,        '',                             false
        redactionServiceRole,  s3:PutObject,        inventory_event/a.json, redactor,        '',                             false
        redactionServiceRole,  s3:DeleteObject,     inventory_event/a.json, redactor,        '',                             false
        redactionServiceRole,  s3:GetObject,        inventory_event/a.json, lambda-consumer, '',                             false
        arn:aws:iam::111122223333:user/administrator, s3:GetObject, inventory_event/a.json, lambda-consumer, s3-object-lambda.amazonaws.com, true
        arn:aws:iam::111122223333:user/somebody,      s3:GetObject, inventory_event/a.json, lambda-consumer, s3-object-lambda.amazonaws.com, false
        """)
    void letsConsumersReadTheSupportingAccessPointForTheViewOnly(
            String who, String action, String key, String accessPoint, String calledVia, boolean allowed) {
        var context = calledVia.isEmpty() ? RequestContext.empty() : Deciding.context("aws:CalledVia=" + calledVia);

        assertThat(DEMO.through(accessPoint, who, action, "/object/" + key, context))
                .isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0} {1} on the view: {2}")
    @CsvSource({
        "inventoryConsumerRole, s3-object-lambda:GetObject, true",
        "inventoryConsumerRole, s3-object-lambda:ListBucket, true",
        "inventoryConsumerRole, s3-object-lambda:PutObject, false",
        "inventoryConsumerRole, s3-object-lambda:WriteGetObjectResponse, false",
        "redactionFunctionRole, s3-object-lambda:WriteGetObjectResponse, true",
        "redactionFunctionRole, s3-object-lambda:GetObject, false",
        "redactionServiceRole, s3-object-lambda:WriteGetObjectResponse, false",
        "webAppClientRole, s3-object-lambda:GetObject, false",
        ADMINISTRATOR + ", s3-object-lambda:GetObject, true",
        "arn:aws:iam::111122223333:user/somebody, s3-object-lambda:GetObject, false"
    })
    void opensTheObjectLambdaAccessPointToItsConsumers(String who, String action, boolean allowed) {
        assertThat(DEMO.on(VIEW, who, action, RequestContext.empty())).isEqualTo(allowed);
        assertThat(DEMO.on(VIEW + "-2", who, action, RequestContext.empty())).isFalse();
    }

    @ParameterizedTest(name = "{0} {1} {2} with {3}: {4}")
    @CsvSource({
        "inventoryConsumerRole, lambda:InvokeFunction, redaction, aws:CalledVia=s3-object-lambda.amazonaws.com, true",
        "inventoryConsumerRole, lambda:InvokeFunction, redaction, '', false",
        "inventoryConsumerRole, lambda:InvokeFunction, redaction-http, aws:CalledVia=s3-object-lambda.amazonaws.com, false",
        "inventoryConsumerRole, lambda:InvokeFunction, redaction-http, lambda:InvokedViaFunctionUrl=true, true",
        "inventoryConsumerRole, lambda:InvokeFunction, redaction-http, lambda:InvokedViaFunctionUrl=false, false",
        "inventoryConsumerRole, lambda:InvokeFunction, redaction, lambda:InvokedViaFunctionUrl=true, false",
        "inventoryConsumerRole, lambda:InvokeFunctionUrl, redaction-http, lambda:FunctionUrlAuthType=AWS_IAM, true",
        "inventoryConsumerRole, lambda:InvokeFunctionUrl, redaction-http, lambda:FunctionUrlAuthType=NONE, false",
        "inventoryConsumerRole, lambda:UpdateFunctionCode, redaction, aws:CalledVia=s3-object-lambda.amazonaws.com, false",
        "webAppClientRole, lambda:InvokeFunctionUrl, redaction-http, lambda:FunctionUrlAuthType=AWS_IAM, false"
    })
    void letsConsumersInvokeWhatRedactsInItsTwoWaysOnly(
            String who, String action, String function, String keys, boolean allowed) {
        var arn = "arn:aws:lambda:us-east-1:111122223333:function:" + function;

        assertThat(DEMO.on(arn, who, action, Deciding.context(keys))).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "{0} lists {1} with {2}: {3}")
    @CsvSource({
        "arn:aws:iam::111122223333:user/administrator, inventory_event/, true, true",
        "arn:aws:iam::111122223333:user/administrator, inventory_event/, false, false",
        "arn:aws:iam::111122223333:user/administrator, sales_event/, true, false",
        "inventoryConsumerRole, inventory_event/, false, true"
    })
    void letsReadersListTheViewsPrefix(String who, String prefix, boolean viaObjectLambda, boolean allowed) {
        var context = (viaObjectLambda ? Deciding.VIA_OBJECT_LAMBDA : RequestContext.empty()).with("s3:prefix", prefix);

        assertThat(DEMO.through("lambda-consumer", who, "s3:ListBucket", "", context))
                .isEqualTo(allowed);
    }

    /** Without objectLambda there is nothing to call it via; the HTTP door alone is left. */
    @Test
    void needsNoObjectLambda() {
        var text = VIEWED.replaceAll("(?s)    objectLambda:.*?\\}\n", "");

        var rendered = Catalogue.parse("c.yaml", text).render();

        assertThat(rendered.objectLambdaAccessPoints()).isEmpty();
        assertThat(rendered.documents().toString()).doesNotContain("s3-object-lambda");
        assertThat(rendered.views())
                .singleElement()
                .satisfies(view -> assertThat(view.document()).contains("accesspoint/redactor\""));
        assertThat(new Deciding(rendered)
                        .through("consumer", "c", "s3:GetObject", "/object/a/x", RequestContext.empty()))
                .isFalse();
    }

    @Test
    void writesEachVerbAsTheRedactorReadsIt() {
        var document =
                Catalogue.parse("c.yaml", VIEWED).render().views().getFirst().document();

        assertThat(document.replaceAll("\\s+", ""))
                .contains(
                        "{\"path\":\"$..price\",\"verb\":\"omit\"}",
                        "{\"path\":\"$.customer.email\",\"verb\":\"mask\",\"keep\":4}",
                        "{\"path\":\"$.items[*].sku\",\"verb\":\"hash\",\"keyId\":\"k1\"}",
                        "{\"path\":\"$.amount\",\"verb\":\"round\",\"to\":10}",
                        "{\"path\":\"$.evnt_time\",\"verb\":\"generalise\",\"to\":\"day\"}");
    }

    @Test
    void tellsTheTriggersOfAFunctionAndWhoseEventsItTakes() {
        var function = Catalogue.demo().render().functions().getFirst();

        assertThat(function.triggers())
                .containsExactly(new RenderedFunction.Trigger(
                        "store-events-111122223333-us-east-1",
                        List.of("s3:ObjectCreated:*"),
                        "inventory_event/dt=",
                        ""));
        assertThat(function.permissions()).singleElement().satisfies(permission -> {
            assertThat(permission.principal()).isEqualTo("s3.amazonaws.com");
            assertThat(permission.sourceArn()).isEqualTo("arn:aws:s3:::store-events-111122223333-us-east-1");
            assertThat(permission.sourceAccount()).isEqualTo("111122223333");
        });
        assertThat(Catalogue.demo().render().functions().getLast().permissions())
                .isEmpty();
    }

    static final String VIEWED = """
            account: "111122223333"
            region: us-east-1
            bucket: {name: lake, tls: optional}
            dataSets:
              - {name: a, prefix: a/, owner: o, classification: internal}
              - {name: b, prefix: b/, owner: o, classification: internal}
            applications:
              - {name: consumer, role: c, trustedService: lambda.amazonaws.com, accessPoint: consumer, dataSets: {}}
              - {name: redactor, role: r, trustedService: ec2.amazonaws.com, accessPoint: redactor, dataSets: {a: [read]}}
            functions:
              - {name: redact, role: f}
            views:
              - name: v
                dataSet: a
                consumers: [consumer]
                rules:
                  - path: $..price
                  - {path: $.customer.email, verb: mask, keep: 4}
                  - {path: "$.items[*].sku", verb: hash, keyId: k1}
                  - {path: $.amount, verb: round, to: 10}
                  - {path: $.evnt_time, verb: generalise, to: day}
                http: redactor
                objectLambda: {accessPoint: shield, supporting: consumer, function: redact, operations: [GetObject]}
            """;
}
