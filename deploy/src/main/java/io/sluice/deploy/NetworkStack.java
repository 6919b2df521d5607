package io.sluice.deploy;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.CfnFlowLog;
import software.amazon.awscdk.services.ec2.CfnInternetGateway;
import software.amazon.awscdk.services.ec2.CfnRoute;
import software.amazon.awscdk.services.ec2.CfnRouteTable;
import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.amazon.awscdk.services.ec2.CfnSubnetRouteTableAssociation;
import software.amazon.awscdk.services.ec2.CfnVPC;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
import software.amazon.awscdk.services.ec2.CfnVPCGatewayAttachment;
import software.amazon.awscdk.services.ssm.CfnParameter;

/**
 * The network: two public and two private subnets, no NAT gateway, and the lake reached by a gateway endpoint, which costs nothing. Other
 * stacks find it by parameters of Systems Manager, so it can be replaced by the company's own. From <a
 * href="https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html">gateway endpoints for S3</a>.
 */
final class NetworkStack extends CatalogueStack {
    static final String CIDR = "10.10.0.0/16";
    static final String VPC = "/sluice/network/vpc";
    static final String PUBLIC_SUBNETS = "/sluice/network/public-subnets";
    static final String PRIVATE_SUBNETS = "/sluice/network/private-subnets";
    static final String PRIVATE_ROUTE_TABLES = "/sluice/network/private-route-tables";

    private static final String LIST = "StringList";
    private static final int ZONES = 2;

    private final CfnVPC vpc;
    private final List<String> routeTables = new ArrayList<>();

    NetworkStack(Blueprint blueprint) {
        super(blueprint, "sluice-network", "The network, and the gateway endpoint by which it reaches the lake");
        this.vpc = CfnVPC.Builder.create(this, "Vpc")
                .cidrBlock(CIDR)
                .enableDnsSupport(true)
                .enableDnsHostnames(true)
                .build();
        flowLog();
        var publicTable = publicRoutes();
        var publicSubnets = new ArrayList<String>();
        var privateSubnets = new ArrayList<String>();
        for (int zone = 0; zone < ZONES; zone++) {
            publicSubnets.add(subnet("Public" + (zone + 1), zone, zone, publicTable));
            privateSubnets.add(subnet("Private" + (zone + 1), zone, ZONES + zone, routeTable("Private" + (zone + 1))));
        }
        endpoint();
        publish("VpcId", "String", VPC, vpc.getRef());
        publish("PublicSubnets", LIST, PUBLIC_SUBNETS, String.join(",", publicSubnets));
        publish("PrivateSubnets", LIST, PRIVATE_SUBNETS, String.join(",", privateSubnets));
        publish(
                "PrivateRouteTables",
                LIST,
                PRIVATE_ROUTE_TABLES,
                String.join(",", routeTables.subList(1, routeTables.size())));
    }

    /** From https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3.html */
    private void flowLog() {
        CfnFlowLog.Builder.create(this, "FlowLog")
                .resourceType("VPC")
                .resourceId(vpc.getRef())
                .trafficType("ALL")
                .logDestinationType("s3")
                .logDestination(text("arn:aws:s3:::" + logBucketName()))
                .build();
    }

    private String publicRoutes() {
        var gateway = CfnInternetGateway.Builder.create(this, "InternetGateway").build();
        var attachment = CfnVPCGatewayAttachment.Builder.create(this, "InternetAttachment")
                .vpcId(vpc.getRef())
                .internetGatewayId(gateway.getRef())
                .build();
        var table = routeTable("Public");
        CfnRoute.Builder.create(this, "PublicRoute")
                .routeTableId(table)
                .destinationCidrBlock("0.0.0.0/0")
                .gatewayId(gateway.getRef())
                .build()
                .addResourceDependency(attachment);
        return table;
    }

    private String routeTable(String id) {
        var table = CfnRouteTable.Builder.create(this, id + "RouteTable")
                .vpcId(vpc.getRef())
                .build()
                .getRef();
        routeTables.add(table);
        return table;
    }

    private String subnet(String id, int zone, int number, String routeTable) {
        var subnet = CfnSubnet.Builder.create(this, id + "Subnet")
                .vpcId(vpc.getRef())
                .availabilityZone(Fn.select(zone, Fn.getAzs()))
                .cidrBlock("10.10." + number + ".0/24")
                .mapPublicIpOnLaunch(false)
                .build();
        CfnSubnetRouteTableAssociation.Builder.create(this, id + "Routes")
                .subnetId(subnet.getRef())
                .routeTableId(routeTable)
                .build();
        return subnet.getRef();
    }

    private void endpoint() {
        CfnVPCEndpoint.Builder.create(this, "LakeEndpoint")
                .vpcId(vpc.getRef())
                .vpcEndpointType("Gateway")
                .serviceName(text("com.amazonaws." + catalogue().region() + ".s3"))
                .routeTableIds(routeTables)
                .policyDocument(new EndpointPolicy(placeholders(), catalogue()).document())
                .build();
    }

    /** A stack that takes a list wants a parameter that is one. */
    private void publish(String id, String type, String name, String value) {
        CfnParameter.Builder.create(this, id).type(type).name(name).value(value).build();
    }
}
