package io.sluice.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.iam.S3Operation.Kind;
import io.sluice.iam.S3Operation.Occasion;
import io.sluice.iam.S3Operation.Permission;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class S3OperationTest {
    private static List<String> needed(String name, Set<Occasion> given) {
        return S3Operation.named(name).orElseThrow().needed(given).stream()
                .map(permission -> permission.action() + " " + permission.kind())
                .toList();
    }

    @Test
    void everyActionExistsForItsKindOfResource() {
        var types = ServiceAuthorization.INSTANCE.actionTypes("s3");
        assertThat(S3Operation.all()).flatExtracting(S3Operation::permissions).allSatisfy(permission -> {
            assertThat(types).containsKey(permission.action());
            assertThat(List.of(types.get(permission.action()).split(","))).contains(type(permission));
        });
    }

    private static String type(Permission permission) {
        return switch (permission.kind()) {
            case OBJECT, SOURCE -> "object";
            case BUCKET -> "bucket";
            case ACCOUNT -> "*";
        };
    }

    @Test
    void namedVersionNeedsThePermissionOfVersions() {
        assertThat(needed("GetObject", Set.of())).containsExactly("s3:GetObject OBJECT");
        assertThat(needed("GetObject", Set.of(Occasion.VERSION))).containsExactly("s3:GetObjectVersion OBJECT");
        assertThat(needed("DeleteObjects", Set.of(Occasion.VERSION, Occasion.BYPASS)))
                .containsExactly("s3:DeleteObjectVersion OBJECT", "s3:BypassGovernanceRetention OBJECT");
    }

    @Test
    void copyReadsOneResourceAndWritesAnother() {
        assertThat(needed("CopyObject", Set.of())).containsExactly("s3:PutObject OBJECT", "s3:GetObject SOURCE");
        assertThat(needed("CopyObject", Set.of(Occasion.VERSION, Occasion.COPYTAGS, Occasion.TAGS)))
                .containsExactly(
                        "s3:PutObject OBJECT",
                        "s3:GetObjectVersion SOURCE",
                        "s3:GetObjectVersionTagging SOURCE",
                        "s3:PutObjectTagging OBJECT");
        assertThat(needed("UploadPartCopy", Set.of())).containsExactly("s3:PutObject OBJECT", "s3:GetObject SOURCE");
    }

    @Test
    void listingIsOfTheBucket() {
        assertThat(S3Operation.named("ListObjectsV2").orElseThrow().permissions())
                .containsExactly(new Permission("s3:ListBucket", Kind.BUCKET, Set.of(Occasion.ALWAYS)));
        assertThat(S3Operation.named("ListObjectsV3")).isEmpty();
    }
}
