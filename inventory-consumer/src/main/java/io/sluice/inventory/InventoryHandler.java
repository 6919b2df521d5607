package io.sluice.inventory;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * The function: takes notifications of S3, a schedule, and calls by hand. It fails, so that Lambda calls it again and in
 * the end keeps the event, only where nothing could be written down: what cannot be read is written down.
 */
@Named("inventory")
final class InventoryHandler implements RequestStreamHandler {
    private final Inventory inventory;
    private final LedgerStore store;
    private final Reports reports;
    private final Demonstration demonstration;
    private final TimeLimit timeLimit;

    InventoryHandler(
            Inventory inventory, LedgerStore store, Reports reports, Demonstration demonstration, TimeLimit timeLimit) {
        this.inventory = inventory;
        this.store = store;
        this.reports = reports;
        this.demonstration = demonstration;
        this.timeLimit = timeLimit;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
        switch (TriggerReader.read(event)) {
            case Trigger.Objects(List<ObjectId> objects) ->
                counted(inventory.count(objects, timeLimit.of(context::getRemainingTimeInMillis)), out);
            case Trigger.Sweep() -> counted(inventory.sweep(timeLimit.of(context::getRemainingTimeInMillis)), out);
            case Trigger.Dispatched(List<String> requestIds) -> dispatched(requestIds, out);
            case Trigger.Demonstrate() -> AnswerJson.demonstration(demonstration.show(), out);
        }
    }

    private void counted(Round round, OutputStream out) throws IOException {
        if (!round.changedNothing()) {
            reports.write();
        }
        AnswerJson.round(round, reports.key(), out);
    }

    private void dispatched(List<String> requestIds, OutputStream out) throws IOException {
        int[] gone = new int[1];
        store.update(ledger -> gone[0] = ledger.dispatched(requestIds));
        reports.write();
        AnswerJson.dispatched(gone[0], reports.key(), out);
    }
}
