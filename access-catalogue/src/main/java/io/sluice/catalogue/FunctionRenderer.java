package io.sluice.catalogue;

import java.util.List;
import java.util.Optional;

/** Lambda functions, and who else may start them: buckets, each for the catalogue's account only. */
final class FunctionRenderer {
    private final Catalogue catalogue;
    private final Arns arns;

    FunctionRenderer(Catalogue catalogue, Arns arns) {
        this.catalogue = catalogue;
        this.arns = arns;
    }

    RenderedFunction render(Function function) {
        return new RenderedFunction(
                function.name(),
                arns.function(function.name()),
                arns.role(function.role().name()),
                function.limits().timeout(),
                function.limits().memoryMegabytes(),
                function.limits().reservedConcurrency(),
                function.environment(),
                permissions(function),
                function.url() ? Optional.of("AWS_IAM") : Optional.empty(),
                function.triggers().stream().map(this::trigger).toList(),
                function.deadLetterQueue().map(arns::queue));
    }

    private List<RenderedFunction.Permission> permissions(Function function) {
        return function.triggers().stream()
                .map(trigger -> catalogue.dataSet(trigger.dataSet()).bucket())
                .distinct()
                .map(bucket -> new RenderedFunction.Permission(
                        "EventsOf" + Document.sid(bucket),
                        "s3.amazonaws.com",
                        "lambda:InvokeFunction",
                        arns.bucket(bucket),
                        catalogue.account()))
                .toList();
    }

    private RenderedFunction.Trigger trigger(Function.Trigger trigger) {
        var dataSet = catalogue.dataSet(trigger.dataSet());
        return new RenderedFunction.Trigger(
                dataSet.bucket(), List.of("s3:ObjectCreated:*"), dataSet.prefix() + trigger.under(), trigger.suffix());
    }
}
