package io.gradstream.cli;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.network.NetworkPlan;
import io.gradstream.network.NetworkPlan.Line;
import java.util.List;
import java.util.Locale;

/** What a learner's network consists of and takes, as a table for reading. */
final class NetworkTable {

  private static final double KIBI = 1024;

  private NetworkTable() {}

  static String of(LearnerSpec spec) {
    return spec.model().pool().isPresent()
        ? PoolTable.of(spec)
        : of(
            NetworkPlan.of(
                spec.model().networkSpec(),
                spec.learn().training(),
                spec.learn().practice().mostRows()));
  }

  private static String of(NetworkPlan plan) {
    StringBuilder table = new StringBuilder();
    int name = width("layer", plan.layers().stream().map(Line::name).toList());
    int output = width("output", plan.layers().stream().map(Line::output).toList());
    String row = "%-" + name + "s  %-" + output + "s  %12s  %14s%n";
    line(table, row, "layer", "output", "parameters", "flops");
    for (Line layer : plan.layers()) {
      line(table, row, layer.name(), layer.output(), n(layer.parameters()), n(layer.flops()));
    }
    line(table, row, "total", "", n(plan.parameters()), n(plan.flops()));
    line(table, "%nparameters  %s%n", n(plan.parameters()));
    line(table, "flops       %s, forward, an event%n", n(plan.flops()));
    line(
        table,
        "memory      %s a model: weights %s, moments %s, averages %s, a step's workspace %s",
        size(plan.bytes()),
        size(plan.weightBytes()),
        size(plan.momentBytes()),
        size(plan.averageBytes()),
        size(plan.workspaceBytes()));
    return table.toString();
  }

  private static int width(String title, List<String> cells) {
    return cells.stream().mapToInt(String::length).reduce(title.length(), Math::max);
  }

  private static void line(StringBuilder table, String format, Object... values) {
    table.append(String.format(Locale.ROOT, format, values));
  }

  static String n(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String size(long bytes) {
    double kibibytes = bytes / KIBI;
    return kibibytes < KIBI
        ? String.format(Locale.ROOT, "%.1f KiB", kibibytes)
        : String.format(Locale.ROOT, "%.1f MiB", kibibytes / KIBI);
  }
}
