package io.sluice.deploy;

import io.sluice.catalogue.RenderedRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.AuthorizationConfigProperty;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.ContainerDefinitionProperty;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.EFSVolumeConfigurationProperty;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.KeyValuePairProperty;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.LogConfigurationProperty;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.MountPointProperty;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.PortMappingProperty;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.SecretProperty;
import software.amazon.awscdk.services.ecs.CfnTaskDefinition.VolumeProperty;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.iam.CfnRole.PolicyProperty;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
import software.amazon.awscdk.services.secretsmanager.CfnSecret.GenerateSecretStringProperty;

/**
 * What runs: the broker's image under the role that the catalogue gives it. Its two secrets come from Secrets Manager, read by ECS and not by
 * the broker's role. From <a
 * href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html">task execution roles</a>.
 */
final class BrokerTask {
    static final String CONTAINER = "broker";
    static final int PORT = 9605;

    private static final String HISTORY = "history";
    private static final String HISTORY_FOLDER = "/history";
    private static final int SECRET_LENGTH = 48;

    private final CatalogueStack stack;
    private final CfnTaskDefinition definition;

    BrokerTask(CatalogueStack stack, RenderedRole role, BrokerHistory history) {
        this.stack = stack;
        var days = stack.parameter("LogRetentionDays", "How long logs are kept", "30");
        days.setType("Number");
        var logs = CfnLogGroup.Builder.create(stack, "Logs")
                .logGroupName("/sluice/broker")
                .retentionInDays(days.getValueAsNumber())
                .build();
        var cookies = cookieSecret(stack).getRef();
        var client = stack.parameter(
                        "ClientSecretArn", "The secret in Secrets Manager that is the broker's at the provider")
                .getValueAsString();
        var starter = starter(logs, List.of(cookies, client));
        this.definition = CfnTaskDefinition.Builder.create(stack, "Task")
                .family("sluice-broker")
                .requiresCompatibilities(List.of("FARGATE"))
                .networkMode("awsvpc")
                .cpu("512")
                .memory("1024")
                .taskRoleArn(stack.text(role.arn()))
                .executionRoleArn(starter.getAttrArn())
                .volumes(List.of(volume(history)))
                .containerDefinitions(List.of(container(logs, cookies, client)))
                .build();
    }

    CfnTaskDefinition definition() {
        return definition;
    }

    private static CfnSecret cookieSecret(CatalogueStack stack) {
        return CfnSecret.Builder.create(stack, "CookieSecret")
                .description("Encrypts the broker's cookies")
                .generateSecretString(GenerateSecretStringProperty.builder()
                        .passwordLength(SECRET_LENGTH)
                        .excludePunctuation(true)
                        .build())
                .build();
    }

    private static VolumeProperty volume(BrokerHistory history) {
        return VolumeProperty.builder()
                .name(HISTORY)
                .efsVolumeConfiguration(EFSVolumeConfigurationProperty.builder()
                        .filesystemId(history.fileSystemId())
                        .transitEncryption("ENABLED")
                        .authorizationConfig(AuthorizationConfigProperty.builder()
                                .accessPointId(history.accessPointId())
                                .build())
                        .build())
                .build();
    }

    private ContainerDefinitionProperty container(CfnLogGroup logs, String cookieSecret, String clientSecret) {
        var image = stack.parameter("Image", "The broker's image, with the catalogue in it, by digest");
        return ContainerDefinitionProperty.builder()
                .name(CONTAINER)
                .image(image.getValueAsString())
                .essential(true)
                .user(BrokerHistory.USER)
                .portMappings(List.of(
                        PortMappingProperty.builder().containerPort(PORT).build()))
                .environment(environment())
                .secrets(List.of(
                        secret("SLUICE_BROKER_SECRET", cookieSecret),
                        secret("QUARKUS_OIDC_CREDENTIALS_SECRET", clientSecret)))
                .mountPoints(List.of(MountPointProperty.builder()
                        .sourceVolume(HISTORY)
                        .containerPath(HISTORY_FOLDER)
                        .readOnly(false)
                        .build()))
                .logConfiguration(LogConfigurationProperty.builder()
                        .logDriver("awslogs")
                        .options(logOptions(logs))
                        .build())
                .build();
    }

    private Map<String, String> logOptions(CfnLogGroup logs) {
        var options = new LinkedHashMap<String, String>();
        options.put("awslogs-group", logs.getRef());
        options.put("awslogs-region", stack.text(stack.catalogue().region()));
        options.put("awslogs-stream-prefix", CONTAINER);
        return options;
    }

    private static SecretProperty secret(String name, String arn) {
        return SecretProperty.builder().name(name).valueFrom(arn).build();
    }

    private List<KeyValuePairProperty> environment() {
        var identity = stack.parameter("Identity", "How people become an identity of AWS", "federation");
        identity.setAllowedValues(List.of("federation", "identity-center"));
        var all = new LinkedHashMap<String, String>();
        all.put("AWS_REGION", stack.text(stack.catalogue().region()));
        all.put("QUARKUS_HTTP_HOST", "0.0.0.0");
        all.put("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true");
        all.put("QUARKUS_OIDC_AUTHENTICATION_COOKIE_FORCE_SECURE", "true");
        stack.catalogue().oidcProviders().stream()
                .findFirst()
                .ifPresent(provider -> all.put("QUARKUS_OIDC_AUTH_SERVER_URL", provider.url()));
        all.put("SLUICE_BROKER_IDENTITY", identity.getValueAsString());
        stack.catalogue()
                .directory()
                .flatMap(directory -> directory.applications().stream().findFirst())
                .ifPresent(application -> all.put(
                        "SLUICE_BROKER_IDENTITY_CENTER_APPLICATION_ARN",
                        stack.withApplication().text(application.arn())));
        all.put("SLUICE_BROKER_CATALOGUE", "/catalogue/deploy/catalogue.yaml");
        all.put("SLUICE_BROKER_DATA", HISTORY_FOLDER);
        var pairs = new ArrayList<KeyValuePairProperty>();
        all.forEach((name, value) ->
                pairs.add(KeyValuePairProperty.builder().name(name).value(value).build()));
        return pairs;
    }

    /** Fetches the image, reads the two secrets, begins the log; the broker itself has none of it. */
    private CfnRole starter(CfnLogGroup logs, List<String> secrets) {
        return CfnRole.Builder.create(stack, "Starter")
                .assumeRolePolicyDocument(trust())
                .policies(List.of(PolicyProperty.builder()
                        .policyName("start")
                        .policyDocument(starting(logs, secrets))
                        .build()))
                .build();
    }

    private Map<String, Object> trust() {
        var start = Policies.allow(
                "StartTasks", Policies.service("ecs-tasks.amazonaws.com"), List.of("sts:AssumeRole"), "*");
        var account = stack.text(stack.catalogue().account());
        return Policies.document(
                List.of(Policies.withoutResource(Policies.when(start, "StringEquals", "aws:SourceAccount", account))));
    }

    private Map<String, Object> starting(CfnLogGroup logs, List<String> secrets) {
        var images = stack.text("arn:aws:ecr:" + stack.catalogue().region() + ":"
                + stack.catalogue().account() + ":repository/*");
        return Policies.document(List.of(
                Policies.permission("AskForImages", List.of("ecr:GetAuthorizationToken"), "*"),
                Policies.permission(
                        "FetchImages",
                        List.of("ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"),
                        images),
                Policies.permission("ReadSecrets", List.of("secretsmanager:GetSecretValue"), secrets),
                Policies.permission(
                        "WriteLogs", List.of("logs:CreateLogStream", "logs:PutLogEvents"), logs.getAttrArn())));
    }
}
