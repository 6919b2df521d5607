package io.sluice.deploy.template;

import java.io.PrintWriter;
import java.util.List;

/** A plan as people read it: stack by stack, and how many there are of each type. */
record PlanText(Plan plan) {
    void print(PrintWriter out) {
        plan.stacks().forEach((stack, resources) -> print(out, stack, resources));
        out.println(plan.size() + " resources in " + plan.stacks().size() + " stacks, for account " + plan.account()
                + " in " + plan.region());
        plan.counts().forEach((type, count) -> out.printf("%5d  %s%n", count, type));
    }

    private static void print(PrintWriter out, String stack, List<PlannedResource> resources) {
        out.println(stack + " (" + resources.size() + ")");
        int types = width(resources.stream().map(PlannedResource::type).toList());
        int ids = width(resources.stream().map(PlannedResource::logicalId).toList());
        resources.forEach(each -> out.println(("  " + padded(each.type(), types) + padded(each.logicalId(), ids)
                        + (each.arn().isEmpty() ? each.name() : each.arn()))
                .stripTrailing()));
        out.println();
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0) + 2;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
