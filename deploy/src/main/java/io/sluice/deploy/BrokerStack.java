package io.sluice.deploy;

import io.sluice.catalogue.RenderedRole;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.CfnEIP;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.amazon.awscdk.services.ec2.CfnRoute;
import software.amazon.awscdk.services.ecs.CfnCluster;
import software.amazon.awscdk.services.ecs.CfnCluster.ClusterSettingsProperty;
import software.amazon.awscdk.services.ecs.CfnService;
import software.amazon.awscdk.services.ecs.CfnService.AwsVpcConfigurationProperty;
import software.amazon.awscdk.services.ecs.CfnService.DeploymentCircuitBreakerProperty;
import software.amazon.awscdk.services.ecs.CfnService.DeploymentConfigurationProperty;
import software.amazon.awscdk.services.ecs.CfnService.LoadBalancerProperty;
import software.amazon.awscdk.services.ecs.CfnService.NetworkConfigurationProperty;

/**
 * The grants broker as a service of its own: containers in private subnets, who reach the provider by a NAT gateway that exists for them
 * alone, behind a load balancer that speaks TLS. From <a
 * href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-outbound.html">outbound access of tasks</a>.
 */
final class BrokerStack extends CatalogueStack {
    private static final int ZONES = 2;
    private static final int GRACE_SECONDS = 120;

    BrokerStack(Blueprint blueprint, RenderedRole role) {
        super(blueprint, "sluice-broker", "The grants broker: containers in private subnets behind a load balancer");
        var vpc = network("VpcId", "AWS::EC2::VPC::Id", NetworkStack.VPC);
        var outside = network("PublicSubnets", "List<AWS::EC2::Subnet::Id>", NetworkStack.PUBLIC_SUBNETS);
        var inside = network("PrivateSubnets", "List<AWS::EC2::Subnet::Id>", NetworkStack.PRIVATE_SUBNETS);
        var tables = network("PrivateRouteTables", "List<String>", NetworkStack.PRIVATE_ROUTE_TABLES);
        natGateway(Fn.select(0, outside.getValueAsList()), tables.getValueAsList());
        var firewalls = BrokerFirewalls.of(this, vpc.getValueAsString());
        var history = new BrokerHistory(this, inside.getValueAsList(), firewalls.history());
        var door = new BrokerDoor(this, vpc.getValueAsString(), outside, inside, firewalls.door());
        var task = new BrokerTask(this, role, history);
        var cluster = CfnCluster.Builder.create(this, "Cluster")
                .clusterSettings(List.of(ClusterSettingsProperty.builder()
                        .name("containerInsights")
                        .value("enabled")
                        .build()))
                .build();
        var service = service(cluster, task, inside.getValueAsList(), firewalls.tasks(), door);
        service.addResourceDependency(door.listener());
        history.targets().forEach(service::addResourceDependency);
        alarms(door);
    }

    /** The provider and Identity Center's token endpoint are on the internet. */
    private void natGateway(String subnet, List<String> privateRouteTables) {
        var address = CfnEIP.Builder.create(this, "NatAddress").domain("vpc").build();
        var gateway = CfnNatGateway.Builder.create(this, "Nat")
                .subnetId(subnet)
                .allocationId(address.getAttrAllocationId())
                .build();
        for (int zone = 0; zone < ZONES; zone++) {
            CfnRoute.Builder.create(this, "PrivateRoute" + (zone + 1))
                    .routeTableId(Fn.select(zone, privateRouteTables))
                    .destinationCidrBlock("0.0.0.0/0")
                    .natGatewayId(gateway.getRef())
                    .build();
        }
    }

    private CfnService service(
            CfnCluster cluster, BrokerTask task, List<String> subnets, String firewall, BrokerDoor door) {
        return CfnService.Builder.create(this, "Service")
                .cluster(cluster.getRef())
                .taskDefinition(task.definition().getRef())
                .launchType("FARGATE")
                .desiredCount(ZONES)
                .healthCheckGracePeriodSeconds(GRACE_SECONDS)
                .deploymentConfiguration(DeploymentConfigurationProperty.builder()
                        .minimumHealthyPercent(100)
                        .maximumPercent(200)
                        .deploymentCircuitBreaker(DeploymentCircuitBreakerProperty.builder()
                                .enable(true)
                                .rollback(true)
                                .build())
                        .build())
                .networkConfiguration(NetworkConfigurationProperty.builder()
                        .awsvpcConfiguration(AwsVpcConfigurationProperty.builder()
                                .assignPublicIp("DISABLED")
                                .subnets(subnets)
                                .securityGroups(List.of(firewall))
                                .build())
                        .build())
                .loadBalancers(List.of(LoadBalancerProperty.builder()
                        .containerName(BrokerTask.CONTAINER)
                        .containerPort(BrokerTask.PORT)
                        .targetGroupArn(door.targets().getRef())
                        .build()))
                .build();
    }

    private void alarms(BrokerDoor door) {
        var alarms = new Alarms(this);
        var balancer = door.balancer().getAttrLoadBalancerFullName();
        alarms.onAny(
                "ServerErrors",
                "The broker answered with server errors",
                new Alarms.Metric("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", Map.of("LoadBalancer", balancer)));
        alarms.onAny(
                "NoBroker",
                "The load balancer had no broker to ask",
                new Alarms.Metric("AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", Map.of("LoadBalancer", balancer)));
    }
}
