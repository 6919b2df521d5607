package io.sluice.deploy;

import io.sluice.catalogue.RenderedRole;
import java.util.List;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.CfnInstance;
import software.amazon.awscdk.services.ec2.CfnInstance.BlockDeviceMappingProperty;
import software.amazon.awscdk.services.ec2.CfnInstance.EbsProperty;
import software.amazon.awscdk.services.ec2.CfnInstance.MetadataOptionsProperty;
import software.amazon.awscdk.services.ec2.CfnInstance.NetworkInterfaceProperty;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup.EgressProperty;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup.IngressProperty;
import software.amazon.awscdk.services.iam.CfnInstanceProfile;

/**
 * The sales consumer on a machine of its own, without keys: an administrator comes in by Session Manager, the application gets its role's
 * credentials from the instance's metadata, and all it may do with data comes from its access point; so its code comes by a URL. It has a public address only because
 * Session Manager and the package repositories are reached over the internet where there is no NAT gateway; from outside nobody comes in.
 */
final class SalesConsumerStack extends CatalogueStack {
    private static final int PORT = 80;
    private static final int GIBIBYTES = 20;

    private final RenderedRole role;

    SalesConsumerStack(Blueprint blueprint, RenderedRole role) {
        super(blueprint, "sluice-sales-consumer", "The sales consumer on EC2, reached by Session Manager");
        this.role = role;
        parameter(
                        "CodeUrl",
                        "Where the machine fetches the zip of quarkus-app when it is made: https, such as a presigned URL")
                .setAllowedPattern("https://[^'\\s]+");
        parameter("CodeSha256", "The SHA-256 of that zip, in hexadecimal").setAllowedPattern("[0-9a-f]{64}");
        var instance = instance();
        var link = "https://console.aws.amazon.com/ec2/v2/connect/ec2-user/";
        output("S3ConsumerPrivateIp", "Where it answers within the network", instance.getAttrPrivateIp());
        output("Ec2ConsumerInstance", "A shell on it, by Session Manager", link + instance.getRef());
        output(
                "SampleS3CopyCommand",
                "Writes a file by its access point",
                Fn.sub("aws s3 cp kon.json s3://arn:aws:s3:${AWS::Region}:${AWS::AccountId}:accesspoint/"
                        + Systems.SALES_ACCESS_POINT + "/sales_event/kon.json"));
    }

    private CfnInstance instance() {
        var type = parameter("InstanceType", "The kind of machine, x86_64", "t3.small");
        return CfnInstance.Builder.create(this, "Instance")
                .imageId("{{resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}}")
                .instanceType(type.getValueAsString())
                .iamInstanceProfile(CfnInstanceProfile.Builder.create(this, "Profile")
                        .roles(List.of(role.name()))
                        .build()
                        .getRef())
                .networkInterfaces(List.of(publicInterface()))
                .metadataOptions(MetadataOptionsProperty.builder()
                        .httpTokens("required")
                        .httpPutResponseHopLimit(1)
                        .build())
                .blockDeviceMappings(List.of(disk()))
                .ebsOptimized(true)
                .monitoring(true)
                .userData(Fn.base64(Fn.sub(SalesMachine.script(catalogue()))))
                .build();
    }

    private NetworkInterfaceProperty publicInterface() {
        return NetworkInterfaceProperty.builder()
                .deviceIndex("0")
                .associatePublicIpAddress(true)
                .deleteOnTermination(true)
                .subnetId(Fn.select(0, subnets().getValueAsList()))
                .groupSet(List.of(firewall().getAttrGroupId()))
                .build();
    }

    private static BlockDeviceMappingProperty disk() {
        return BlockDeviceMappingProperty.builder()
                .deviceName("/dev/xvda")
                .ebs(EbsProperty.builder()
                        .encrypted(true)
                        .volumeType("gp3")
                        .volumeSize(GIBIBYTES)
                        .build())
                .build();
    }

    private CfnParameter subnets() {
        return network("PublicSubnets", "List<AWS::EC2::Subnet::Id>", NetworkStack.PUBLIC_SUBNETS);
    }

    private CfnSecurityGroup firewall() {
        var vpc = network("VpcId", "AWS::EC2::VPC::Id", NetworkStack.VPC);
        var from = parameter("CallersCidr", "Who may call it by HTTP; nobody signs in there", NetworkStack.CIDR);
        return CfnSecurityGroup.Builder.create(this, "Firewall")
                .groupDescription("The sales consumer: HTTP from the network")
                .vpcId(vpc.getValueAsString())
                .securityGroupIngress(List.of(IngressProperty.builder()
                        .description("HTTP")
                        .ipProtocol("tcp")
                        .fromPort(PORT)
                        .toPort(PORT)
                        .cidrIp(from.getValueAsString())
                        .build()))
                .securityGroupEgress(List.of(EgressProperty.builder()
                        .description("HTTPS, for AWS and packages")
                        .ipProtocol("tcp")
                        .fromPort(443)
                        .toPort(443)
                        .cidrIp("0.0.0.0/0")
                        .build()))
                .build();
    }
}
