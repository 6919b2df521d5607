package io.sluice.deploy;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names by which the applications of this repository know each other, and the outputs that scripts of the systems before it read. An
 * output's id has letters and digits only, so {@code shopfast_data_bucket} is {@code ShopfastDataBucket} here.
 */
final class Systems {
    static final String SALES_ROLE = "webAppClientRole";
    static final String SALES_ACCESS_POINT = "ec2-consumer";
    static final String INVENTORY = "inventory-consumer";
    static final String REDACTION = "redaction";
    static final String REDACTION_HTTP = "redaction-http";
    static final String LAMBDA_ACCESS_POINT = "lambda-consumer";
    static final String BROKER_ROLE = "grantsBrokerRole";

    /** By the name of the role: output ids with what each is for. */
    static final Map<String, Map<String, String>> ROLE_OUTPUTS = roleOutputs();

    private Systems() {}

    private static Map<String, Map<String, String>> roleOutputs() {
        var all = new LinkedHashMap<String, Map<String, String>>();
        all.put(SALES_ROLE, Map.of("Ec2ConsumerRoleArn", "The role of the sales consumer"));
        all.put("inventoryConsumerRole", Map.of("LambdaConsumerRoleArn", "The role of the inventory consumer"));
        all.put("identityBearerRole", Map.of("IdentityBearerIamRoleArn", "The role that carries a person's identity"));
        all.put(BROKER_ROLE, Map.of("ClientApplicationIamRoleArn", "The role that exchanges people's tokens"));
        return all;
    }
}
