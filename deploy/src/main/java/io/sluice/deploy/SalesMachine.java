package io.sluice.deploy;

import io.sluice.catalogue.RenderedCatalogue;

/** What a new machine does once: fetches Java and the application, and starts it as a service with a user of its own. */
final class SalesMachine {
    private static final String SCRIPT = """
            #!/bin/bash
            set -euo pipefail
            dnf install -y java-25-amazon-corretto-headless unzip
            useradd --system --home-dir /var/lib/sales-consumer --create-home sales
            curl --fail --silent --show-error --location --proto '=https' --output /tmp/sales-consumer.zip '${CodeUrl}'
            echo '${CodeSha256}  /tmp/sales-consumer.zip' | sha256sum --check --quiet
            unzip -q /tmp/sales-consumer.zip -d /opt/sales-consumer
            cat > /etc/systemd/system/sales-consumer.service <<'UNIT'
            [Unit]
            Description=Sluice sales consumer
            After=network-online.target
            Wants=network-online.target
            [Service]
            User=sales
            AmbientCapabilities=CAP_NET_BIND_SERVICE
            Environment=AWS_REGION=${AWS::Region}
            Environment=SLUICE_SALES_BUCKET=arn:aws:s3:${AWS::Region}:${AWS::AccountId}:accesspoint/ACCESS_POINT
            Environment=SLUICE_SALES_LAKE_BUCKET=FIRST_BUCKET
            Environment=SLUICE_SALES_DATA=/var/lib/sales-consumer/ledger
            Environment=QUARKUS_HTTP_HOST=0.0.0.0
            Environment=QUARKUS_HTTP_PORT=80
            ExecStart=/usr/bin/java --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \\
              -jar /opt/sales-consumer/quarkus-app/quarkus-run.jar
            Restart=always
            [Install]
            WantedBy=multi-user.target
            UNIT
            systemctl daemon-reload
            systemctl enable --now sales-consumer
            """;

    private SalesMachine() {}

    /** The script as {@code Fn::Sub} takes it. */
    static String script(RenderedCatalogue catalogue) {
        var lake = catalogue
                .bucket()
                .name()
                .replace(catalogue.account(), "${AWS::AccountId}")
                .replace(catalogue.region(), "${AWS::Region}");
        return SCRIPT.replace("ACCESS_POINT", Systems.SALES_ACCESS_POINT).replace("FIRST_BUCKET", lake);
    }
}
