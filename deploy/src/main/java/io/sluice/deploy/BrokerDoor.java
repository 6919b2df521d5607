package io.sluice.deploy;

import java.util.List;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener.ActionProperty;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnListener.CertificateProperty;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnLoadBalancer.LoadBalancerAttributeProperty;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.CfnTargetGroup.MatcherProperty;

/**
 * The load balancer in front of the brokers: TLS only, inside the network unless it is told otherwise. From <a
 * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html">security policies</a>.
 */
final class BrokerDoor {
    private static final String INSIDE = "internal";

    private final CfnLoadBalancer balancer;
    private final CfnTargetGroup targets;
    private final CfnListener listener;

    BrokerDoor(CatalogueStack stack, String vpc, CfnParameter outside, CfnParameter inside, String firewall) {
        var scheme = stack.parameter("Scheme", "Whether the internet reaches it, or the network alone", INSIDE);
        scheme.setAllowedValues(List.of(INSIDE, "internet-facing"));
        CfnCondition.Builder.create(stack, "Inside")
                .expression(Fn.conditionEquals(scheme.getValueAsString(), INSIDE))
                .build();
        var certificate = stack.parameter("CertificateArn", "The certificate of the broker's name, in this Region");
        this.balancer = CfnLoadBalancer.Builder.create(stack, "Balancer")
                .type("application")
                .scheme(scheme.getValueAsString())
                .securityGroups(List.of(firewall))
                .subnets(Token.asList(Fn.conditionIf("Inside", inside.getValueAsList(), outside.getValueAsList())))
                .loadBalancerAttributes(List.of(
                        attribute("routing.http.drop_invalid_header_fields.enabled", "true"),
                        attribute("access_logs.s3.enabled", "true"),
                        attribute("access_logs.s3.bucket", stack.logBucket()),
                        attribute("access_logs.s3.prefix", "balancers")))
                .build();
        this.targets = targets(stack, vpc);
        this.listener = listener(stack, certificate.getValueAsString());
        stack.output("BrokerAddress", "What the broker's name must lead to", balancer.getAttrDnsName());
    }

    private static CfnTargetGroup targets(CatalogueStack stack, String vpc) {
        return CfnTargetGroup.Builder.create(stack, "Targets")
                .vpcId(vpc)
                .targetType("ip")
                .protocol("HTTP")
                .port(BrokerTask.PORT)
                .healthCheckPath("/q/health/ready")
                .matcher(MatcherProperty.builder().httpCode("200").build())
                .build();
    }

    private CfnListener listener(CatalogueStack stack, String certificate) {
        return CfnListener.Builder.create(stack, "Listener")
                .loadBalancerArn(balancer.getRef())
                .protocol("HTTPS")
                .port(443)
                .sslPolicy("ELBSecurityPolicy-TLS13-1-2-2021-06")
                .certificates(List.of(CertificateProperty.builder()
                        .certificateArn(certificate)
                        .build()))
                .defaultActions(List.of(ActionProperty.builder()
                        .type("forward")
                        .targetGroupArn(targets.getRef())
                        .build()))
                .build();
    }

    private static LoadBalancerAttributeProperty attribute(String key, String value) {
        return LoadBalancerAttributeProperty.builder().key(key).value(value).build();
    }

    CfnLoadBalancer balancer() {
        return balancer;
    }

    CfnTargetGroup targets() {
        return targets;
    }

    CfnListener listener() {
        return listener;
    }
}
