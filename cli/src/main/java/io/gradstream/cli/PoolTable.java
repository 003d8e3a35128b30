package io.gradstream.cli;

import io.gradstream.features.history.HistoryGroup;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.MemberSpec;
import io.gradstream.model.ModelPlan;
import io.gradstream.model.ModelSpec;
import io.gradstream.network.NetworkPlan;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;

/** What a pool consists of and takes, as a table for reading. */
final class PoolTable {

  private static final String ROW = "%-14s  %-9s  %-14s  %-14s  %13s  %12s%n";

  private static final String LEGEND =
      """
      hidden      of a memory, the examples that it keeps
      sees        event: its own features; ..labels: all up to there, in the order event, rates
                  (what labels were of its categories), numbers (how they move), labels (how they
                  move); event..: all from there on
      anchor      the label that an answer is told as a change of
      """;

  private PoolTable() {}

  static String of(LearnerSpec learner) {
    ModelSpec spec = learner.model();
    ModelPlan plan = ModelPlan.of(spec);
    StringBuilder table = new StringBuilder();
    line(table, ROW, "member", "sees", "hidden", "anchor", "learning rate", "parameters");
    Iterator<NetworkPlan> networks =
        plan.networks(learner.learn().training(), learner.learn().practice().mostRows()).iterator();
    long bytes = 0;
    for (MemberSpec member : spec.pool().orElseThrow().members()) {
      if (member instanceof MemberSpec.Perceptron perceptron) {
        NetworkPlan network = networks.next();
        bytes += network.bytes();
        add(table, perceptron, network);
      } else if (member instanceof MemberSpec.Layers layers) {
        NetworkPlan network = networks.next();
        bytes += network.bytes();
        add(table, layers, network);
      } else if (member instanceof MemberSpec.Linear linear) {
        String from = linear.from().map(PoolTable::name).orElse("event");
        line(table, ROW, "least squares", from + "..", "", name(linear.anchor()), "", "");
      } else if (member instanceof MemberSpec.Discriminant of) {
        line(table, ROW, "discriminant", sees(of.through()), "", "", "", "");
      } else if (member instanceof MemberSpec.Memory of) {
        line(table, ROW, "memory", "event", of.examples(), name(of.anchor()), "", "");
      } else if (member instanceof MemberSpec.Own of) {
        line(table, ROW, "own", of.category(), "", "", "", "");
      }
    }
    line(table, "%n%s", LEGEND);
    line(table, "%ninputs      %s, of the event and its history%n", NetworkTable.n(plan.width()));
    line(table, "memory      %s a model, of its networks", NetworkTable.size(bytes));
    return table.toString();
  }

  private static void add(StringBuilder table, MemberSpec.Perceptron member, NetworkPlan network) {
    line(
        table,
        ROW,
        "perceptron",
        sees(member.through()),
        member.hidden(),
        name(member.anchor()),
        member.learningRate(),
        NetworkTable.n(network.parameters()));
  }

  private static void add(StringBuilder table, MemberSpec.Layers member, NetworkPlan network) {
    line(
        table,
        ROW,
        "network",
        sees(member.through()),
        member.layers().size() + " layers",
        name(member.anchor()),
        member.learningRate(),
        NetworkTable.n(network.parameters()));
  }

  private static String sees(Optional<HistoryGroup> through) {
    return through.map(group -> ".." + name(group)).orElse("event");
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void line(StringBuilder table, String format, Object... values) {
    table.append(String.format(Locale.ROOT, format, values));
  }
}
