package io.sluice.lake.lambda;

import io.sluice.lake.error.AwsException;
import io.sluice.lake.error.ErrorCode;
import io.sluice.lake.storage.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/** The functions, in memory and on disk. */
final class FunctionStore {
    private static final String KIND = "function";

    private final Settings settings;
    private final Map<String, FunctionState> functions = new ConcurrentSkipListMap<>();

    FunctionStore(Settings settings) {
        this.settings = settings;
        settings.list(KIND).forEach((name, json) -> functions.put(name, FunctionJson.read(json)));
    }

    Optional<FunctionState> find(FunctionReference function) {
        return Optional.ofNullable(functions.get(function.name()));
    }

    Optional<FunctionState> byUrl(String urlId) {
        return functions.values().stream()
                .filter(each -> each.url().filter(url -> url.id().equals(urlId)).isPresent())
                .findFirst();
    }

    /** By name. */
    List<FunctionState> all() {
        return List.copyOf(functions.values());
    }

    /** @throws AwsException {@code ResourceConflictException} where there is one of its name */
    synchronized void add(FunctionState state) {
        if (functions.containsKey(state.function().name())) {
            throw new AwsException(
                    ErrorCode.ResourceConflictException,
                    "Function already exist: " + state.function().name());
        }
        keep(state);
    }

    /**
     * Changes one.
     *
     * @param arn for the refusal where it is not there
     */
    synchronized FunctionState update(FunctionReference function, String arn, UnaryOperator<FunctionState> change) {
        var state = find(function).orElseThrow(() -> FunctionReference.notFound(arn));
        var changed = change.apply(state);
        keep(changed);
        return changed;
    }

    private void keep(FunctionState state) {
        settings.put(KIND, state.function().name(), FunctionJson.write(state));
        functions.put(state.function().name(), state);
    }

    synchronized boolean remove(FunctionReference function) {
        settings.delete(KIND, function.name());
        return functions.remove(function.name()) != null;
    }
}
