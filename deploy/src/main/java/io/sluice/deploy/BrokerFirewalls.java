package io.sluice.deploy;

import java.util.List;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup.EgressProperty;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup.IngressProperty;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupEgress;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupIngress;

/**
 * Who may connect to whom: callers to the load balancer, it to the brokers, they to their history, and to the outside by HTTPS only.
 *
 * @param door of the load balancer, by its id like the others
 */
record BrokerFirewalls(String door, String tasks, String history) {
    private static final int HTTPS = 443;
    private static final int NFS = 2049;
    private static final String ANYWHERE = "0.0.0.0/0";

    static BrokerFirewalls of(CatalogueStack stack, String vpc) {
        var callers = stack.parameter("CallersCidr", "From where people reach the broker", NetworkStack.CIDR);
        var door = group(stack, "DoorFirewall", "People to the load balancer", vpc)
                .securityGroupIngress(List.of(https("HTTPS", callers.getValueAsString())))
                .securityGroupEgress(List.of(nowhere()))
                .build()
                .getAttrGroupId();
        var tasks = group(stack, "TasksFirewall", "The brokers", vpc)
                .securityGroupEgress(List.of(anywhereByHttps()))
                .build()
                .getAttrGroupId();
        var history = group(stack, "HistoryFirewall", "The history of the brokers", vpc)
                .securityGroupEgress(List.of(nowhere()))
                .build()
                .getAttrGroupId();
        between(stack, "DoorToTasks", door, tasks, BrokerTask.PORT);
        between(stack, "TasksToHistory", tasks, history, NFS);
        return new BrokerFirewalls(door, tasks, history);
    }

    private static CfnSecurityGroup.Builder group(CatalogueStack stack, String id, String description, String vpc) {
        return CfnSecurityGroup.Builder.create(stack, id)
                .groupDescription(description)
                .vpcId(vpc);
    }

    private static IngressProperty https(String description, String from) {
        return IngressProperty.builder()
                .description(description)
                .ipProtocol("tcp")
                .fromPort(HTTPS)
                .toPort(HTTPS)
                .cidrIp(from)
                .build();
    }

    private static EgressProperty anywhereByHttps() {
        return EgressProperty.builder()
                .description("HTTPS, for AWS and the provider")
                .ipProtocol("tcp")
                .fromPort(HTTPS)
                .toPort(HTTPS)
                .cidrIp(ANYWHERE)
                .build();
    }

    /** Without any rule, a security group lets everything out; this one lets out nothing. */
    private static EgressProperty nowhere() {
        return EgressProperty.builder()
                .description("Nothing")
                .ipProtocol("icmp")
                .fromPort(252)
                .toPort(86)
                .cidrIp("255.255.255.255/32")
                .build();
    }

    private static void between(CatalogueStack stack, String id, String from, String to, int port) {
        CfnSecurityGroupEgress.Builder.create(stack, id + "Out")
                .description("To the next")
                .groupId(from)
                .destinationSecurityGroupId(to)
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .build();
        CfnSecurityGroupIngress.Builder.create(stack, id + "In")
                .description("From the one before")
                .groupId(to)
                .sourceSecurityGroupId(from)
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .build();
    }
}
