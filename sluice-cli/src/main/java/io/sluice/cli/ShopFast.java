package io.sluice.cli;

import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The data that the demo's departments were granted: a marker for each folder, and a list of users. */
final class ShopFast {
    static final String USER_LIST = "users/user_list";

    private ShopFast() {}

    static String data(Clients clients) {
        return bucket(clients, "shopfast-data-");
    }

    private static String bucket(Clients clients, String beginning) {
        return clients.lake().catalogue().buckets().stream()
                .map(bucket -> bucket.name())
                .filter(name -> name.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    static Story.Outcome put(Clients clients) {
        var internal = bucket(clients, "shopfast-internal-");
        try (var s3 = clients.s3(clients.administrator())) {
            mark(s3, data(clients), List.of("products/", "feedback/", "transactions/", "users/"));
            mark(s3, internal, List.of("leads/", "employee-records/", "benefits/"));
            s3.putObject(
                    r -> r.bucket(data(clients)).key(USER_LIST).contentType("text/csv"),
                    RequestBody.fromString("user_id,name\n1,John\n2,Jack\n3,Jim\n"));
        }
        return Story.Outcome.good(data(clients) + "\n" + internal);
    }

    private static void mark(S3Client s3, String bucket, List<String> folders) {
        folders.forEach(folder -> s3.putObject(r -> r.bucket(bucket).key(folder), RequestBody.empty()));
    }
}
