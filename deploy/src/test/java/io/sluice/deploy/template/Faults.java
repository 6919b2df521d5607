package io.sluice.deploy.template;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.deploy.template.TemplateFinding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Single faults, and changes that are none, to templates of the demo's catalogue. */
final class Faults {
    /** @param kind what the checks must say of it, at the resource that it touches */
    record Fault(String name, Kind kind, Consumer<Edit> plant) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String POINT = "AWS::S3::AccessPoint";
    private static final String BUCKET = "AWS::S3::Bucket";
    private static final String ROLE = "AWS::IAM::Role";
    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final String PERMISSION = "AWS::Lambda::Permission";
    private static final String VIEW = "AWS::S3ObjectLambda::AccessPoint";
    private static final String GRANT = "AWS::S3::AccessGrant";

    private final List<Fault> all = new ArrayList<>();

    private Faults() {}

    static List<Fault> faults() {
        var faults = new Faults();
        faults.policies();
        faults.trust();
        faults.strangers();
        faults.storage();
        faults.functions();
        faults.people();
        return faults.all;
    }

    static List<Fault> harmless() {
        var faults = new Faults();
        faults.sameMeaning();
        faults.besides();
        return faults.all;
    }

    private void add(String name, Kind kind, Consumer<Edit> plant) {
        all.add(new Fault(name, kind, plant));
    }

    private static void statement(Edit edit, String sid, String json) {
        edit.beside(sid).add(Edit.json(json));
    }

    private void policies() {
        add(
                "a misspelt action",
                Kind.NO_POLICY,
                edit -> edit.statement("ObjectsOfSalesEvents").put("Action", "s3:GetObjet"));
        add(
                "a misspelt condition key",
                Kind.NO_POLICY,
                edit -> edit.statement("ListOfSalesEvents")
                        .set("Condition", Edit.json("{'StringLike': {'s3:prefx': 'sales_event/*'}}")));
        add(
                "a misspelt operator",
                Kind.NO_POLICY,
                edit -> edit.statement("ListOfSalesEvents")
                        .set("Condition", Edit.json("{'StringLik': {'s3:prefix': 'sales_event/*'}}")));
        add(
                "a wrong action",
                Kind.NEWLY_ALLOWED,
                edit -> edit.statement("ObjectsOfQuarantine").put("Action", "s3:GetObject"));
        add(
                "an action left out",
                Kind.NO_LONGER_ALLOWED,
                edit -> edit.statement("ObjectsOfInventoryState").put("Action", "s3:GetObject"));
        add(
                "another prefix",
                Kind.NEWLY_ALLOWED,
                edit -> edit.statement("ListOfSalesEvents")
                        .set("Condition", Edit.json("{'StringLike': {'s3:prefix': '*'}}")));
        add(
                "an access point for all keys",
                Kind.NEWLY_ALLOWED,
                edit -> edit.statement("ObjectsForDataShield")
                        .put("Resource", "arn:aws:s3:us-east-1:111122223333:accesspoint/lambda-consumer/object/*"));
        add(
                "a view without CalledVia",
                Kind.NEWLY_ALLOWED,
                edit -> edit.statement("ObjectsForDataShield").remove("Condition"));
        add(
                "a bucket that trusts any access point",
                Kind.NOT_OF_THE_CATALOGUE,
                edit -> edit.statement("DelegateToAccessPoints")
                        .set(
                                "Condition",
                                Edit.json("{'StringEquals': {'s3:DataAccessPointAccount': '111122223333'}}")));
        add("a bucket without TLS only", Kind.MISSING, edit -> edit.removeStatement("DenyWithoutTls"));
        add(
                "a role that reads everything",
                Kind.NEWLY_ALLOWED,
                edit -> edit.add(
                        ROLE,
                        "Planted",
                        "AWS::IAM::Policy",
                        "{'PolicyName': 'more', 'Roles': ['inventoryConsumerRole'], 'PolicyDocument': {'Version': '2012-10-17',"
                                + " 'Statement': {'Effect': 'Allow', 'Action': 's3:GetObject', 'Resource': '*'}}}"));
        add(
                "a policy of AWS's that nobody has read",
                Kind.UNREADABLE,
                edit -> edit.properties(ROLE, "webAppClientRole")
                        .putArray("ManagedPolicyArns")
                        .add("arn:aws:iam::aws:policy/AmazonS3FullAccess"));
        add(
                "a log group that may not be written",
                Kind.MISSING,
                edit -> ((ArrayNode) edit.properties(ROLE, "\"RoleName\":\"redactionFunctionRole\"")
                                .at("/Policies/0/PolicyDocument/Statement"))
                        .remove(0));
    }

    private void trust() {
        add(
                "a location role without sts:SetContext",
                Kind.NO_LONGER_ALLOWED,
                edit -> edit.removeStatement("CarryIdentity"));
        add(
                "a location role for any account's grants",
                Kind.NEWLY_ALLOWED,
                edit -> edit.statement("VendCredentials").remove("Condition"));
        add(
                "an identity that any application carries",
                Kind.NOT_OF_THE_CATALOGUE,
                edit -> ((ObjectNode) edit.properties(ROLE, "\"RoleName\":\"identityBearerRole\"")
                                .at("/AssumeRolePolicyDocument/Statement/0/Condition"))
                        .remove("ArnEquals"));
        add(
                "a trust in all of the account",
                Kind.NOT_OF_THE_CATALOGUE,
                edit -> edit.statement("RunApplication")
                        .set("Principal", Edit.json("{'AWS': 'arn:aws:iam::111122223333:root'}")));
        add(
                "an application that another service runs",
                Kind.NEWLY_ALLOWED,
                edit -> edit.statement("RunApplication")
                        .set("Principal", Edit.json("{'Service': 'ecs-tasks.amazonaws.com'}")));
        add(
                "sessions that last too long",
                Kind.DIFFERENT,
                edit -> edit.properties(ROLE, "webAppClientRole").put("MaxSessionDuration", 43200));
    }

    private void strangers() {
        add(
                "a bucket for everybody",
                Kind.PUBLIC_ACCESS,
                edit -> statement(
                        edit,
                        "DelegateToAccessPoints",
                        "{'Effect': 'Allow', 'Principal': '*', 'Action': 's3:GetObject',"
                                + " 'Resource': 'arn:aws:s3:::store-events-111122223333-us-east-1/*'}"));
        add(
                "an access point for everybody",
                Kind.PUBLIC_ACCESS,
                edit -> edit.statement("ObjectsOfSalesEvents").put("Principal", "*"));
        add(
                "an access point for another account",
                Kind.EXTERNAL_ACCOUNT,
                edit -> edit.statement("ObjectsOfSalesEvents")
                        .set("Principal", Edit.json("{'AWS': 'arn:aws:iam::444455556666:role/partner'}")));
        add(
                "a role that another account assumes",
                Kind.EXTERNAL_ACCOUNT,
                edit -> edit.statement("AssumeByPrincipals").set("Principal", Edit.json("{'AWS': '444455556666'}")));
        add(
                "a key for everybody",
                Kind.PUBLIC_ACCESS,
                edit -> edit.add(
                        BUCKET,
                        "Planted",
                        "AWS::KMS::Key",
                        "{'KeyPolicy': {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': {'AWS': '*'},"
                                + " 'Action': 'kms:Decrypt', 'Resource': '*'}]}}"));
    }

    private void storage() {
        add(
                "a bucket that takes public policies",
                Kind.UNPROTECTED,
                edit -> ((ObjectNode) edit.properties(BUCKET, "shopfast-data").get("PublicAccessBlockConfiguration"))
                        .put("BlockPublicPolicy", false));
        add(
                "an access point without block public access",
                Kind.UNPROTECTED,
                edit -> edit.properties(POINT, "ec2-consumer").remove("PublicAccessBlockConfiguration"));
        add(
                "a bucket without versions",
                Kind.UNPROTECTED,
                edit -> edit.properties(BUCKET, "shopfast-data")
                        .set("VersioningConfiguration", Edit.json("{'Status': 'Suspended'}")));
        add(
                "a bucket without a key",
                Kind.UNPROTECTED,
                edit -> edit.properties(BUCKET, "shopfast-data").remove("BucketEncryption"));
        add("a key that nobody may use", Kind.NO_LONGER_ALLOWED, edit -> edit.removeStatement("UseThroughS3"));
        add(
                "a key to read with alone",
                Kind.NO_LONGER_ALLOWED,
                edit -> edit.statement("UseThroughS3").put("Action", "kms:Decrypt"));
        add(
                "a key of another service",
                Kind.NO_LONGER_ALLOWED,
                edit -> edit.statement("UseThroughS3")
                        .set(
                                "Condition",
                                Edit.json("{'StringEquals': {'aws:PrincipalAccount': '111122223333',"
                                        + " 'kms:ViaService': 's3.eu-west-1.amazonaws.com'}}")));
        add(
                "a key that no template has",
                Kind.MISSING,
                edit -> ((ObjectNode)
                                edit.properties(BUCKET, "shopfast-data")
                                        .at(
                                                "/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault"))
                        .put("KMSMasterKeyID", "alias/elsewhere"));
        add(
                "a bucket that is copied elsewhere",
                Kind.UNREADABLE,
                edit -> edit.properties(BUCKET, "shopfast-data")
                        .set("ReplicationConfiguration", Edit.json("{'Role': 'x', 'Rules': []}")));
        add(
                "a user with keys",
                Kind.UNREADABLE,
                edit -> edit.add(ROLE, "Planted", "AWS::IAM::User", "{'UserName': 'planted'}"));
        add(
                "a resource that nobody can read",
                Kind.UNREADABLE,
                edit -> edit.add(ROLE, "Planted", "Custom::Anything", "{'ServiceToken': 'x'}"));
        add(
                "a role under a boundary",
                Kind.UNREADABLE,
                edit -> edit.properties(ROLE, "webAppClientRole")
                        .put("PermissionsBoundary", "arn:aws:iam::aws:policy/ReadOnlyAccess"));
        add("a way out to another bucket", Kind.NEWLY_ALLOWED, edit -> {
            edit.add(
                    BUCKET,
                    "Elsewhere",
                    BUCKET,
                    "{'BucketName': 'elsewhere', 'PublicAccessBlockConfiguration': {'BlockPublicAcls': true,"
                            + " 'IgnorePublicAcls': true, 'BlockPublicPolicy': true, 'RestrictPublicBuckets': true}}");
            edit.add(
                    BUCKET,
                    "Planted",
                    "AWS::S3::BucketPolicy",
                    "{'Bucket': 'elsewhere', 'PolicyDocument': {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow',"
                            + " 'Principal': {'AWS': 'arn:aws:iam::111122223333:role/webAppClientRole'},"
                            + " 'Action': 's3:PutObject', 'Resource': 'arn:aws:s3:::elsewhere/*'}]}}");
        });
        add(
                "a bucket with ACLs",
                Kind.UNPROTECTED,
                edit -> edit.properties(BUCKET, "shopfast-data")
                        .set("OwnershipControls", Edit.json("{'Rules': [{'ObjectOwnership': 'ObjectWriter'}]}")));
        add(
                "an access point on another bucket",
                Kind.DIFFERENT,
                edit -> edit.properties(POINT, "ec2-consumer").put("Bucket", "shopfast-data-111122223333-us-east-1"));
        add(
                "an access point of a VPC",
                Kind.DIFFERENT,
                edit -> edit.properties(POINT, "ec2-consumer")
                        .set("VpcConfiguration", Edit.json("{'VpcId': 'vpc-1a2b3c4d'}")));
        add(
                "an access point that nobody asked for",
                Kind.NOT_OF_THE_CATALOGUE,
                edit -> edit.add(
                        POINT,
                        "Planted",
                        POINT,
                        "{'Name': 'planted', 'Bucket': 'store-events-111122223333-us-east-1', 'PublicAccessBlockConfiguration':"
                                + " {'BlockPublicAcls': true, 'IgnorePublicAcls': true, 'BlockPublicPolicy': true,"
                                + " 'RestrictPublicBuckets': true}}"));
        add(
                "a name that no resource has",
                Kind.UNREADABLE,
                edit -> edit.properties(POINT, "ec2-consumer").set("Bucket", Edit.json("{'Ref': 'NoSuchBucket'}")));
        add(
                "a malformed supporting access point",
                Kind.DIFFERENT,
                edit -> view(edit).put("SupportingAccessPoint", "arn:aws:s3:us-east-1:accesspoint/lambda-consumer"));
        add(
                "a supporting access point that is not there",
                Kind.MISSING,
                edit -> view(edit)
                        .put(
                                "SupportingAccessPoint",
                                "arn:aws:s3:us-east-1:111122223333:accesspoint/lambda-consumers"));
        add(
                "a view that shows sizes and names",
                Kind.DIFFERENT,
                edit -> ((ArrayNode) view(edit).at("/TransformationConfigurations/0/Actions")).remove(1));
        add(
                "a view without a rule",
                Kind.DIFFERENT,
                edit -> ((ObjectNode) view(edit).at("/TransformationConfigurations/0/ContentTransformation/AwsLambda"))
                        .put("FunctionPayload", "{\"name\": \"data-shield\", \"rules\": []}"));
    }

    private static ObjectNode view(Edit edit) {
        return (ObjectNode) edit.properties(VIEW, "data-shield").get("ObjectLambdaConfiguration");
    }

    private void functions() {
        add(
                "a function under another role",
                Kind.DIFFERENT,
                edit -> edit.properties(FUNCTION, "inventory-consumer")
                        .put("Role", "arn:aws:iam::111122223333:role/redactionServiceRole"));
        add(
                "a function without dead letters",
                Kind.DIFFERENT,
                edit -> edit.properties(FUNCTION, "inventory-consumer").remove("DeadLetterConfig"));
        add(
                "a permission for any account's bucket",
                Kind.NOT_OF_THE_CATALOGUE,
                edit -> edit.properties(PERMISSION, "s3.amazonaws.com").remove("SourceAccount"));
        add(
                "a permission for everybody",
                Kind.PUBLIC_ACCESS,
                edit -> edit.properties(PERMISSION, "s3.amazonaws.com").put("Principal", "*"));
        add(
                "a URL for everybody",
                Kind.PUBLIC_ACCESS,
                edit -> edit.properties("AWS::Lambda::Url", "AWS_IAM").put("AuthType", "NONE"));
        add(
                "a view by HTTP without a rule",
                Kind.DIFFERENT,
                edit -> ((ObjectNode) edit.properties(FUNCTION, "SLUICE_REDACTION_VIEWS")
                                .at("/Environment/Variables"))
                        .put("SLUICE_REDACTION_VIEWS", "[{\"name\": \"data-shield\", \"rules\": []}]"));
        add(
                "a permission for no function",
                Kind.MISSING,
                edit -> edit.add(
                        PERMISSION,
                        "Planted",
                        PERMISSION,
                        "{'FunctionName': 'nobody', 'Principal': 's3.amazonaws.com', 'Action': 'lambda:InvokeFunction'}"));
        add("events of other objects", Kind.DIFFERENT, edit -> {
            var rules = edit.properties(BUCKET, "LambdaConfigurations")
                    .at("/NotificationConfiguration/LambdaConfigurations/0/Filter/S3Key/Rules");
            ((ObjectNode) rules.get(0)).put("Value", "");
            edit.properties(FUNCTION, "inventory-consumer");
        });
    }

    private void people() {
        add(
                "a location without s3://",
                Kind.UNREADABLE,
                edit -> edit.properties("AWS::S3::AccessGrantsLocation", "shopfast-data")
                        .put("LocationScope", "shopfast-data-111122223333-us-east-1/"));
        add(
                "a location under another role",
                Kind.DIFFERENT,
                edit -> edit.properties("AWS::S3::AccessGrantsLocation", "shopfast-data")
                        .put("IamRoleArn", "arn:aws:iam::111122223333:role/webAppClientRole"));
        add(
                "a grant to write",
                Kind.NEWLY_ALLOWED,
                edit -> edit.properties(GRANT, "ShopFast-Marketing").put("Permission", "READWRITE"));
        add(
                "a grant of everything",
                Kind.NEWLY_ALLOWED,
                edit -> edit.properties(GRANT, "ShopFast-Marketing")
                        .set("AccessGrantsLocationConfiguration", Edit.json("{'S3SubPrefix': '*'}")));
        add(
                "a grant to somebody else",
                Kind.NEWLY_ALLOWED,
                edit -> ((ObjectNode)
                                edit.properties(GRANT, "ShopFast-Marketing").get("Grantee"))
                        .put("GranteeIdentifier", "arn:aws:iam::111122223333:role/webAppClientRole"));
        add(
                "a provider for another audience",
                Kind.DIFFERENT,
                edit -> ((ArrayNode)
                                edit.properties("AWS::IAM::OIDCProvider", "").get("ClientIdList"))
                        .add("another-application"));
        add(
                "a provider that nobody trusts",
                Kind.NOT_OF_THE_CATALOGUE,
                edit -> edit.add(
                        "AWS::IAM::OIDCProvider",
                        "Planted",
                        "AWS::IAM::OIDCProvider",
                        "{'Url': 'https://id.example.org', 'ClientIdList': ['x']}"));
    }

    private void sameMeaning() {
        add(
                "another name of a statement",
                Kind.ACCEPTED,
                edit -> edit.statement("ObjectsOfSalesEvents").put("Sid", "Renamed"));
        add("statements in another order", Kind.ACCEPTED, edit -> {
            var list = edit.beside("ObjectsOfSalesEvents");
            list.add(list.remove(0));
        });
        add("actions in another order", Kind.ACCEPTED, edit -> {
            var list = (ArrayNode) edit.statement("VendCredentials").get("Action");
            list.add(list.remove(0));
        });
        add("a statement in two", Kind.ACCEPTED, edit -> {
            var whole = edit.statement("VendCredentials");
            var half = whole.deepCopy().put("Sid", "Half");
            ((ArrayNode) whole.get("Action")).remove(0);
            ((ArrayNode) half.get("Action")).remove(1);
            edit.beside("VendCredentials").add(half);
        });
        add(
                "another case of an action",
                Kind.ACCEPTED,
                edit -> edit.statement("RunApplication").put("Action", "STS:assumerole"));
        add(
                "a description",
                Kind.ACCEPTED,
                edit -> edit.properties(ROLE, "webAppClientRole").put("Description", "the sales application"));
        add(
                "a tag",
                Kind.ACCEPTED,
                edit -> edit.properties(BUCKET, "shopfast-data")
                        .putArray("Tags")
                        .add(Edit.json("{'Key': 'owner', 'Value': 'platform'}")));
        add(
                "a function in place of a name",
                Kind.ACCEPTED,
                edit -> edit.properties(POINT, "ec2-consumer")
                        .set("Bucket", Edit.json("{'Fn::Sub': 'store-events-${AWS::AccountId}-${AWS::Region}'}")));
    }

    private void besides() {
        add(
                "a role of the platform's own",
                Kind.BESIDES_THE_CATALOGUE,
                edit -> edit.add(
                        ROLE,
                        "Planted",
                        ROLE,
                        "{'AssumeRolePolicyDocument': {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow',"
                                + " 'Principal': {'Service': 'vpc-flow-logs.amazonaws.com'}, 'Action': 'sts:AssumeRole'}]}}"));
        add(
                "a bucket for logs",
                Kind.BESIDES_THE_CATALOGUE,
                edit -> edit.add(
                        BUCKET,
                        "Planted",
                        BUCKET,
                        "{'BucketName': 'logs', 'PublicAccessBlockConfiguration': {'BlockPublicAcls': true,"
                                + " 'IgnorePublicAcls': true, 'BlockPublicPolicy': true, 'RestrictPublicBuckets': true}}"));
        add(
                "Systems Manager on an instance",
                Kind.BESIDES_THE_CATALOGUE,
                edit -> edit.properties(ROLE, "\"RoleName\":\"redactionServiceRole\"")
                        .putArray("ManagedPolicyArns")
                        .add("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"));
        add(
                "a key for the lake alone",
                Kind.ACCEPTED,
                edit -> edit.add(
                        BUCKET,
                        "Planted",
                        "AWS::KMS::Key",
                        "{'KeyPolicy': {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': {'AWS':"
                                + " 'arn:aws:iam::111122223333:root'}, 'Action': 'kms:*', 'Resource': '*'}]}}"));
        add(
                "a key for all of the account",
                Kind.ACCEPTED,
                edit -> edit.add(
                        BUCKET,
                        "Planted",
                        "AWS::KMS::Key",
                        "{'KeyPolicy': {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': {'AWS': '*'},"
                                + " 'Action': 'kms:Decrypt', 'Resource': '*', 'Condition': {'StringEquals': {'kms:CallerAccount':"
                                + " '111122223333'}}}]}}"));
        add("a program that a role reads elsewhere", Kind.BESIDES_THE_CATALOGUE, edit -> {
            edit.add(
                    BUCKET,
                    "Elsewhere",
                    BUCKET,
                    "{'BucketName': 'elsewhere', 'PublicAccessBlockConfiguration': {'BlockPublicAcls': true,"
                            + " 'IgnorePublicAcls': true, 'BlockPublicPolicy': true, 'RestrictPublicBuckets': true}}");
            edit.add(
                    BUCKET,
                    "Planted",
                    "AWS::S3::BucketPolicy",
                    "{'Bucket': 'elsewhere', 'PolicyDocument': {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow',"
                            + " 'Principal': {'AWS': 'arn:aws:iam::111122223333:role/webAppClientRole'},"
                            + " 'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::elsewhere/*'}]}}");
        });
        add(
                "an endpoint of a network",
                Kind.ACCEPTED,
                edit -> edit.add(
                        BUCKET,
                        "Planted",
                        "AWS::EC2::VPCEndpoint",
                        "{'PolicyDocument': {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': '*',"
                                + " 'Action': 's3:GetObject', 'Resource': '*'}]}}"));
    }
}
