package io.sluice.cli;

import static io.sluice.cli.Story.Outcome.expect;
import static io.sluice.cli.Story.Outcome.good;

import io.sluice.catalogue.RenderedDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The story that the whole system on this machine tells. */
final class Demo {
    private static final int BATCH = 1_000;

    private final Path home;
    private final DemoSystem system;
    private final JsonHttp http = new JsonHttp();
    private long salesWritten;
    private long inventoryWritten;

    Demo(Path home, DemoSystem system) {
        this.home = home;
        this.system = system;
    }

    void tell(Story story, int events) throws InterruptedException {
        story.chapter("1. One lake, and a gate for each application");
        story.step("the lake starts, with the policies of the access catalogue", this::startLake);
        if (!story.failures().isEmpty()) {
            return;
        }
        var clients = system.clients();
        story.step(
                "the functions are deployed, from the zips that are shipped",
                () -> new FunctionZips(home, clients).deploy());
        story.step("the services start, each with the role of its own instance", this::startServices);
        if (!story.failures().isEmpty()) {
            return;
        }
        story.chapter("2. Store events flow in, through an access point that allows writing and nothing else");
        story.step(events + " events are written", () -> write(story, events));
        story.chapter("3. The sales application reads its own, through its own access point");
        new SalesStory(system.sales(), http).tell(story, salesWritten);
        story.chapter("4. Inventory must not see prices: they are taken out in flight");
        new InventoryStory(clients).tell(story, inventoryWritten);
        story.chapter("5. Everything else is refused, in AWS's own words");
        new Refusals(clients).tell(story);
        story.chapter("6. A person signs in, and gets just the department's data");
        story.step("the departments' data are there", () -> ShopFast.put(clients));
        new SignInStory(clients, system.broker(), system.password()).tell(story);
        story.chapter("7. And all of it is in the access log");
        story.step(
                "refusals are there with what decided",
                () -> AccessLogStep.read(system.lake().accessLog()));
        addresses(story);
    }

    private Story.Outcome startLake() throws IOException {
        system.startLake();
        var lake = system.lake();
        var text = new StringBuilder("bucket " + lake.bucket() + "\n");
        lake.accessPoints().forEach((name, alias) -> text.append("access point %-16s %s%n".formatted(name, alias)));
        lake.objectLambdaAccessPoints()
                .forEach((name, alias) -> text.append("Object Lambda %-15s %s%n".formatted(name, alias)));
        lake.roleArns().forEach(arn -> text.append("role ").append(arn).append("\n"));
        return good(text.toString());
    }

    private Story.Outcome startServices() throws IOException, InterruptedException {
        system.startServices();
        return good("""
                OIDC provider     %s
                store-producer    %s
                sales-consumer    %s
                redaction-service %s
                grants-broker     %s""".formatted(
                        system.provider(), system.producer(), system.sales(), system.redaction(), system.broker()));
    }

    private Story.Outcome write(Story story, int events) throws IOException, InterruptedException {
        long written = 0;
        long objects = 0;
        long failed = 0;
        for (int done = 0; done < events; done += BATCH) {
            int count = Math.min(BATCH, events - done);
            // One batch with price and discount, the next without: the shapes of both source systems.
            var shape = done / BATCH % 2 == 0 ? "priced" : "named";
            var receipt = http.post(system.producer().resolve("/events/generate?shape=" + shape + "&count=" + count));
            written += receipt.at("/message/tot_msgs").asLong();
            salesWritten += receipt.at("/message/sales_evnts").asLong();
            inventoryWritten += receipt.at("/message/inventory_evnts").asLong();
            objects += receipt.path("objects").asLong();
            failed += receipt.path("failedEvents").asLong();
            story.line("       " + (done + count) + " of " + events);
        }
        return expect(
                written == events && failed == 0,
                "%d events in %d objects, %d of them sales, %d inventory; %d failed"
                        .formatted(written, objects, salesWritten, inventoryWritten, failed));
    }

    private void addresses(Story story) {
        var lake = system.lake();
        story.chapter("Addresses");
        story.line("lake            " + lake.endpoint());
        story.line("store-producer  " + system.producer() + "/q/swagger-ui");
        story.line("sales-consumer  " + system.sales() + "/");
        story.line("redaction       " + system.redaction() + "/q/swagger-ui");
        story.line("grants-broker   " + system.broker() + "/");
        var people = lake.catalogue().directory().orElseThrow().users();
        story.line("  sign in as    "
                + people.stream().map(RenderedDirectory.User::userName).collect(Collectors.joining(", ")));
        story.line("  password      " + system.password() + "  (of this demo only)");
        story.line("access log      " + lake.accessLog());
        story.line("administrator   export AWS_ENDPOINT_URL=" + lake.endpoint() + " AWS_REGION=" + lake.region()
                + " AWS_ACCESS_KEY_ID=" + lake.administrator().accessKeyId() + " AWS_SECRET_ACCESS_KEY="
                + lake.administrator().secretAccessKey());
    }
}
