package io.sluice.deploy;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.efs.CfnAccessPoint;
import software.amazon.awscdk.services.efs.CfnAccessPoint.CreationInfoProperty;
import software.amazon.awscdk.services.efs.CfnAccessPoint.PosixUserProperty;
import software.amazon.awscdk.services.efs.CfnAccessPoint.RootDirectoryProperty;
import software.amazon.awscdk.services.efs.CfnFileSystem;
import software.amazon.awscdk.services.efs.CfnFileSystem.BackupPolicyProperty;
import software.amazon.awscdk.services.efs.CfnMountTarget;

/** What was given to whom, in a folder that all brokers share. It stays when the stack is deleted. */
final class BrokerHistory {
    private static final int ZONES = 2;
    static final String USER = "1001";

    private final CfnFileSystem files;
    private final CfnAccessPoint folder;
    private final List<CfnMountTarget> targets = new ArrayList<>();

    BrokerHistory(CatalogueStack stack, List<String> subnets, String firewall) {
        this.files = CfnFileSystem.Builder.create(stack, "History")
                .encrypted(true)
                .backupPolicy(BackupPolicyProperty.builder().status("ENABLED").build())
                .build();
        files.applyRemovalPolicy(RemovalPolicy.RETAIN);
        this.folder = folder(stack, files);
        for (int zone = 0; zone < ZONES; zone++) {
            targets.add(CfnMountTarget.Builder.create(stack, "HistoryIn" + (zone + 1))
                    .fileSystemId(files.getRef())
                    .subnetId(Fn.select(zone, subnets))
                    .securityGroups(List.of(firewall))
                    .build());
        }
    }

    /** Its owner is the user that the broker's image runs as. */
    private static CfnAccessPoint folder(CatalogueStack stack, CfnFileSystem files) {
        return CfnAccessPoint.Builder.create(stack, "HistoryFolder")
                .fileSystemId(files.getRef())
                .posixUser(PosixUserProperty.builder().uid(USER).gid(USER).build())
                .rootDirectory(RootDirectoryProperty.builder()
                        .path("/history")
                        .creationInfo(CreationInfoProperty.builder()
                                .ownerUid(USER)
                                .ownerGid(USER)
                                .permissions("0700")
                                .build())
                        .build())
                .build();
    }

    String fileSystemId() {
        return files.getRef();
    }

    String accessPointId() {
        return folder.getRef();
    }

    /** Where it is mounted from; a task that starts earlier fails. */
    List<CfnMountTarget> targets() {
        return targets;
    }
}
