package io.sluice.deploy;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm.DimensionProperty;

/** Alarms of one stack; they tell whoever the parameter AlarmTopicArn names, and stay silent in the console where it names nobody. */
final class Alarms {
    private static final int PERIOD_SECONDS = 300;

    private final CatalogueStack stack;
    private final List<String> actions;

    Alarms(CatalogueStack stack) {
        this.stack = stack;
        var topic =
                stack.parameter("AlarmTopicArn", "An SNS topic that alarms are sent to; none where it is empty", "");
        CfnCondition.Builder.create(stack, "SomebodyIsTold")
                .expression(Fn.conditionNot(Fn.conditionEquals(topic.getValueAsString(), "")))
                .build();
        this.actions = List.of(Fn.conditionIf("SomebodyIsTold", topic.getValueAsString(), Aws.NO_VALUE)
                .toString());
    }

    /** Rings when the sum over five minutes is above zero. */
    void onAny(String id, String description, Metric metric) {
        on(id, description, metric, "Sum");
    }

    /** Rings when at any time of five minutes it was above zero. */
    void whileAny(String id, String description, Metric metric) {
        on(id, description, metric, "Maximum");
    }

    private void on(String id, String description, Metric metric, String statistic) {
        CfnAlarm.Builder.create(stack, id)
                .alarmDescription(description)
                .namespace(metric.namespace())
                .metricName(metric.name())
                .dimensions(metric.dimensions().entrySet().stream()
                        .map(each -> DimensionProperty.builder()
                                .name(each.getKey())
                                .value(each.getValue())
                                .build())
                        .toList())
                .statistic(statistic)
                .period(PERIOD_SECONDS)
                .evaluationPeriods(1)
                .comparisonOperator("GreaterThanThreshold")
                .threshold(0)
                .treatMissingData("notBreaching")
                .alarmActions(actions)
                .build();
    }

    /** A metric as CloudWatch names it. */
    record Metric(String namespace, String name, Map<String, String> dimensions) {}
}
