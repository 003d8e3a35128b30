package io.gradstream.workbench.evaluate;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.learning.Example;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.targets.ScoreKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for features that alone tell the label, as what is written down only when the label is
 * known. The first labels teach a {@link TellingColumn rule} for each feature; it is told if the
 * rule hardly errs in the next ones, while a constant and the label before do. Where these are
 * nearly always right too, nothing can be said of a column, nor where the label is the next
 * event's. Not thread safe.
 */
final class TellingColumns {

  private static final int FIRST = 200; // labels that the rules begin with
  private static final int FEWEST = 200; // labels that they are tested by
  private static final int MOST = 10_000;
  private static final int ENOUGH = 20; // mistakes of the others, of classes

  private record Field(int index, FieldType type, TellingColumn column) {}

  private final LearnerSpec spec;
  private final boolean labelIsNumber;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Map<Double, Long> counts = new HashMap<>(); // of classes
  private long labels;
  private double mean;
  private double last;
  private double constantWrong;
  private double lastWrong;

  TellingColumns(LearnerSpec spec) {
    this.spec = spec;
    ScoreKind kind = spec.model().target().scoreKind();
    labelIsNumber = kind == ScoreKind.NUMBER;
    boolean hasOwnLabel = spec.learn().next().isEmpty();
    if (hasOwnLabel && kind != ScoreKind.LOSS && kind != ScoreKind.TOKEN_LOSS) {
      EventSchema schema = spec.model().events();
      spec.model().features().forEach(feature -> add(feature.field(), schema));
    }
  }

  private void add(String name, EventSchema schema) {
    int index = schema.indexOf(name);
    FieldType type = schema.fields().get(index).type();
    // A text has no number in it: that many of one entity are alike is no leak.
    if (type != FieldType.NUMBERS && !(labelIsNumber && type == FieldType.TEXT)) {
      fields.putIfAbsent(name, new Field(index, type, new TellingColumn(labelIsNumber)));
    }
  }

  /** Takes the next example. */
  void take(Example example) {
    if (labels >= FIRST + MOST || fields.isEmpty()) {
      return;
    }
    double label = example.target(); // or what stands for a class
    boolean isTested = labels >= FIRST;
    if (isTested) {
      judgeOthers(label);
    }
    for (Field field : fields.values()) {
      Object value = value(example.event(), field);
      if (isTested) {
        field.column().test(value, label, mean);
      }
      field.column().learn(value, label);
    }
    labels++;
    mean += (label - mean) / labels;
    last = label;
    counts.merge(label, 1L, Long::sum);
  }

  private void judgeOthers(double label) {
    if (labelIsNumber) {
      constantWrong += (label - mean) * (label - mean);
      lastWrong += (label - last) * (label - last);
    } else {
      lastWrong += label == last ? 0 : 1;
    }
  }

  private static Object value(Event event, Field field) {
    if (event.isMissing(field.index())) {
      return null;
    }
    return switch (field.type()) {
      case NUMBER -> event.number(field.index());
      case TIME -> (double) event.time(field.index());
      case TEXT -> event.text(field.index());
      case BOOLEAN -> event.flag(field.index());
      case NUMBERS -> null;
    };
  }

  /** A sentence for each. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    double others = labelIsNumber ? Math.min(constantWrong, lastWrong) : mistakesOfOthers();
    if (labels < FIRST + FEWEST || others < (labelIsNumber ? Double.MIN_NORMAL : ENOUGH)) {
      return sentences;
    }
    fields.forEach(
        (name, field) -> {
          if (field.column().tells(others)) {
            sentences.add(
                "%s alone tells %s, in more than 99.9 %% of the rows: is it known before %2$s is? If not, --auto leaves it out with --ignore %1$s; in a spec, take the feature out"
                    .formatted(name, spec.target().field()));
          }
        });
    return sentences;
  }

  /** Of the commonest class of all is what a constant may say at best. */
  private double mistakesOfOthers() {
    long commonest = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return Math.min(labels - commonest, lastWrong);
  }
}
