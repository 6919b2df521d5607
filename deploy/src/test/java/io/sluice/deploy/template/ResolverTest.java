package io.sluice.deploy.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResolverTest {
    private static final Target TARGET = new Target("111122223333", "eu-west-1", Map.of("Runtime", "jvm"));

    private static final String OTHER = """
            {"Parameters": {"Runtime": {"Type": "String", "Default": "native"},
                            "Names": {"Type": "CommaDelimitedList", "Default": "a, b"},
                            "Needed": {"Type": "String"},
                            "Image": {"Type": "AWS::SSM::Parameter::Value<String>", "Default": "/aws/ami"}},
             "Mappings": {"Sizes": {"large": {"mb": 512}}},
             "Conditions": {"Jvm": {"Fn::Equals": [{"Ref": "Runtime"}, "jvm"]},
                            "Native": {"Fn::Not": [{"Condition": "Jvm"}]},
                            "Both": {"Fn::And": [{"Condition": "Jvm"}, {"Condition": "Native"}]},
                            "Either": {"Fn::Or": [{"Condition": "Jvm"}, {"Condition": "Native"}]},
                            "Itself": {"Fn::Not": [{"Condition": "Itself"}]}},
             "Resources": {
               "Lake": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Fn::Sub": "lake-${AWS::AccountId}"}}},
               "Unnamed": {"Type": "AWS::S3::Bucket"},
               "Key": {"Type": "AWS::KMS::Key"},
               "Reader": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "reader", "Path": "/apps/"}},
               "Point": {"Type": "AWS::S3::AccessPoint", "Properties": {"Name": "point"}},
               "View": {"Type": "AWS::S3ObjectLambda::AccessPoint", "Properties": {"Name": "view"}},
               "Code": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "code"}},
               "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "queue"}},
               "SignIn": {"Type": "AWS::IAM::OIDCProvider", "Properties": {"Url": "https://id.example.com/realm"}},
               "Net": {"Type": "AWS::EC2::VPC"},
               "Live": {"Type": "AWS::Lambda::Alias", "Properties": {"Name": "live", "FunctionName": {"Ref": "Code"}}},
               "Loop": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Ref": "Loop"}}},
               "Asked": {"Type": "X", "Properties": {"Value": %s}}},
             "Outputs": {"Out": {"Value": {"Ref": "Lake"}, "Export": {"Name": {"Fn::Sub": "${AWS::StackName}-lake"}}}}}""";

    private static Value asked(String value) {
        var template = Template.parse("sluice-x.json", OTHER.formatted(value));
        return ResolvedStacks.of(new Templates(List.of(template)), TARGET).resources().stream()
                .filter(resource -> resource.logicalId().equals("Asked"))
                .findFirst()
                .orElseThrow()
                .property("Value");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Ref\": \"AWS::Partition\"} | aws",
                "{\"Ref\": \"AWS::URLSuffix\"} | amazonaws.com",
                "{\"Ref\": \"Lake\"} | lake-111122223333",
                "{\"Ref\": \"Unnamed\"} | <Unnamed.Name of sluice-x>",
                "{\"Ref\": \"Net\"} | <Net.Ref of sluice-x>",
                "{\"Ref\": \"Queue\"} | https://sqs.eu-west-1.amazonaws.com/111122223333/queue",
                "{\"Ref\": \"Runtime\"} | jvm",
                "{\"Ref\": \"Needed\"} | <parameter Needed of sluice-x>",
                "{\"Fn::GetAtt\": [\"Lake\", \"Arn\"]} | arn:aws:s3:::lake-111122223333",
                "{\"Fn::GetAtt\": \"Point.Arn\"} | arn:aws:s3:eu-west-1:111122223333:accesspoint/point",
                "{\"Fn::GetAtt\": [\"View\", \"Arn\"]} | arn:aws:s3-object-lambda:eu-west-1:111122223333:accesspoint/view",
                "{\"Fn::GetAtt\": [\"Reader\", \"Arn\"]} | arn:aws:iam::111122223333:role/apps/reader",
                "{\"Fn::GetAtt\": [\"Code\", \"Arn\"]} | arn:aws:lambda:eu-west-1:111122223333:function:code",
                "{\"Ref\": \"Live\"} | arn:aws:lambda:eu-west-1:111122223333:function:code:live",
                "{\"Fn::GetAtt\": [\"Queue\", \"Arn\"]} | arn:aws:sqs:eu-west-1:111122223333:queue",
                "{\"Fn::GetAtt\": [\"Key\", \"Arn\"]} | arn:aws:kms:eu-west-1:111122223333:key/<Key.Name of sluice-x>",
                "{\"Ref\": \"SignIn\"} | arn:aws:iam::111122223333:oidc-provider/id.example.com/realm",
                "{\"Fn::Sub\": \"${Lake}/${!aws:username}/${Reader.Arn}\"} | lake-111122223333/${aws:username}/arn:aws:iam::111122223333:role/apps/reader",
                "{\"Fn::Sub\": [\"${Where}/x\", {\"Where\": {\"Ref\": \"Lake\"}}]} | lake-111122223333/x",
                "{\"Fn::Join\": [\":\", [\"a\", {\"Ref\": \"AWS::Region\"}, \"${aws:x}\"]]} | a:eu-west-1:${aws:x}",
                "{\"Fn::Select\": [1, {\"Fn::Split\": [\".\", \"a.b.c\"]}]} | b",
                "{\"Fn::Select\": [\"1\", {\"Ref\": \"Names\"}]} | b",
                "{\"Fn::If\": [\"Native\", \"n\", {\"Fn::If\": [\"Both\", \"b\", {\"Fn::If\": [\"Either\", \"e\", \"o\"]}]}]} | e",
                "{\"Fn::FindInMap\": [\"Sizes\", \"large\", \"mb\"]} | 512",
                "{\"Fn::ImportValue\": \"sluice-x-lake\"} | lake-111122223333",
                "{\"Fn::Base64\": \"hi\"} | aGk=",
            })
    void aFunctionIsWorkedOutAsCloudFormationDoes(String function, String value) {
        assertThat(asked(function).text()).isEqualTo(value);
    }

    @Test
    void whatHasNoValueIsLeftOutOfObjectsAndLists() {
        var value = asked("{\"a\": {\"Ref\": \"AWS::NoValue\"}, \"b\": [1, {\"Ref\": \"AWS::NoValue\"}]}");

        assertThat(value.node()).hasToString("{\"b\":[1]}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Ref\": \"Lakes\"} | Properties.Value.Ref: there is no resource or parameter Lakes",
                "{\"a\": [{\"Fn::GetAtt\": [\"Reader\", \"Name\"]}]} | Properties.Value.a[0].Fn::GetAtt: nothing is known of an attribute Name",
                "{\"Fn::Sub\": \"${aws:username}\"} | written ${!aws:username}",
                "{\"Ref\": \"Image\"} | the parameter Image is looked up by AWS",
                "{\"Fn::If\": [\"Jwm\", 1, 2]} | there is no condition Jwm",
                "{\"Fn::If\": [\"Itself\", 1, 2]} | condition Itself depends on itself",
                "{\"Ref\": \"Loop\"} | Loop.Ref depends on itself",
                "{\"Fn::ImportValue\": \"elsewhere\"} | none of these stacks exports elsewhere",
                "{\"Fn::GetAZs\": \"\"} | Fn::GetAZs cannot be worked out without AWS",
                "{\"Fn::Select\": [3, [\"a\"]]} | there is no element 3 of 1",
                "{\"Fn::FindInMap\": [\"Sizes\", \"small\", \"mb\"]} | no such entry",
                "{\"Fn::Join\": [\",\", [[1]]]} | a text is wanted",
                "{\"Ref\": \"Lake\", \"Fn::Sub\": \"x\"} | a function stands alone",
            })
    void whatCannotBeKnownIsAnErrorThatSaysWhere(String function, String reason) {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> asked(function))
                .withMessageStartingWith("sluice-x.json ")
                .withMessageContaining(reason);
    }

    @Test
    void twoStacksMayNotExportTheSameName() {
        var one = OTHER.formatted("1").replace("${AWS::StackName}", "same");
        var both = new Templates(List.of(Template.parse("a.json", one), Template.parse("b.json", one)));

        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> ResolvedStacks.of(both, TARGET))
                .withMessage("b.json Out Export.Name: another stack exports same-lake already");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Resources\": {}, \"Resources\": {}} | Duplicate",
                "{\"Resources\": | is no JSON",
                "{\"Outputs\": {}} | a template has Resources",
                "[] | a template has Resources"
            })
    void aFileThatIsNoTemplateIsRefused(String text, String reason) {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> Template.parse("t.json", text))
                .withMessageStartingWith("t.json")
                .withMessageContaining(reason);
    }
}
