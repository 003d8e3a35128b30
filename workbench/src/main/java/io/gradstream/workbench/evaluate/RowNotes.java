package io.gradstream.workbench.evaluate;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.learning.spec.TargetRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is worth telling of rows that are no bad ones: times that go back, and other values where a
 * target knows one and takes all others for its opposite. Not thread safe.
 */
final class RowNotes {

  private static final int SHOWN = 8; // values told apart

  private final Map<String, Long> others = new LinkedHashMap<>();
  private long notShown;
  private long timesBack;
  private long firstBack; // line
  private long farBehind;

  void timeWentBack(long line) {
    firstBack = timesBack == 0 ? line : firstBack;
    timesBack++;
  }

  /** Records of topics that came more than an hour behind what their partition had reached. */
  void farBehind(long records) {
    farBehind = records;
  }

  /** A label, where the rule takes one value for true and any other for false. */
  void label(TargetRule rule, EventSchema schema, Event label, double target) {
    if (target == 0
        && rule instanceof TargetRule.Comparison comparison
        && comparison.operator() == TargetRule.Operator.EQUAL
        && !(comparison.constant() instanceof Boolean)) {
      int field = schema.indexOf(rule.field());
      boolean number = schema.fields().get(field).type() == FieldType.NUMBER;
      other(number ? String.valueOf(label.number(field)) : label.text(field));
    }
  }

  private void other(String value) {
    if (others.containsKey(value) || others.size() < SHOWN) {
      others.merge(value, 1L, Long::sum);
    } else {
      notShown++;
    }
  }

  List<String> sentences(TargetRule rule) {
    List<String> sentences = new ArrayList<>();
    if (timesBack > 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "the time goes back in %,d rows, first in line %d; rows are taken in the file's order",
              timesBack,
              firstBack));
    }
    if (farBehind > 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%,d records came more than an hour behind others of their partition, and count as of its time, not of their own",
              farBehind));
    }
    if (others.size() > 1) {
      List<String> counts = new ArrayList<>();
      others.forEach((value, count) -> counts.add("%s (%d)".formatted(value, count)));
      if (notShown > 0) {
        counts.add("others (%d)".formatted(notShown));
      }
      sentences.add(
          "several values of %s count as false: %s"
              .formatted(rule.field(), String.join(", ", counts)));
    }
    return sentences;
  }
}
