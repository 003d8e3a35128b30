package io.gradstream.workbench.evaluate;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.FieldType;
import io.gradstream.learning.Example;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.targets.ScoreKind;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A baseline for series that lie interleaved: repeating the last label that was known of the same
 * entity, or of all where that one had none. Which field names the entity the labels tell: of the
 * categories among the features and the key it is the one by which this baseline is best; where it
 * is no better than the simpler ones, there is none. Nor where the next event of an entity tells
 * the label: what repeats is the event's own value then, which the scores know. Not thread safe.
 */
final class OwnLast {

  private static final int MOST_FIELDS = 64;
  private static final int MOST_VALUES = 100_000; // of a field

  private final boolean isNumber;
  private final List<Entity> entities = new ArrayList<>();
  private double last = Double.NaN; // of all
  private long judged;
  private double lastWrong; // mistakes, or absolute errors, of the last label of all
  private double constantWrong; // of the commonest so far, or of their mean
  private final Map<Double, Long> counts = new HashMap<>(); // of classes
  private double commonest;
  private double mean;
  private long known;

  private static final class Entity {
    private final String name;
    private final int field;
    private final Map<String, Double> own = new HashMap<>();
    private double wrong;
    private double squared;

    Entity(String name, int field) {
      this.name = name;
      this.field = field;
    }

    double said(Event event, double otherwise) {
      return event.isMissing(field) ? otherwise : own.getOrDefault(event.text(field), otherwise);
    }

    void know(Event event, double label) {
      if (!event.isMissing(field)
          && (own.size() < MOST_VALUES || own.containsKey(event.text(field)))) {
        own.put(event.text(field), label);
      }
    }

    double wrong() {
      return wrong;
    }
  }

  OwnLast(LearnerSpec spec) {
    ScoreKind kind = spec.model().target().scoreKind();
    isNumber = kind == ScoreKind.NUMBER;
    boolean hasLabels = kind != ScoreKind.LOSS && kind != ScoreKind.TOKEN_LOSS;
    if (hasLabels && spec.learn().next().isEmpty()) {
      spec.model().keyField().ifPresent(key -> add(spec, key));
      spec.model().features().stream()
          .filter(FeatureSpec.Category.class::isInstance)
          .forEach(feature -> add(spec, feature.field()));
    }
  }

  private void add(LearnerSpec spec, String name) {
    int field = spec.model().events().indexOf(name);
    boolean isText = spec.model().events().fields().get(field).type() == FieldType.TEXT;
    boolean isThere = entities.stream().anyMatch(entity -> entity.field == field);
    if (isText && !isThere && entities.size() < MOST_FIELDS) {
      entities.add(new Entity(name, field));
    }
  }

  /** Scores what would be said now, from the second label on. */
  void judge(Example example) {
    if (Double.isNaN(last)) {
      return;
    }
    judged++;
    lastWrong += wrong(last, example.target());
    constantWrong += wrong(isNumber ? mean : commonest, example.target());
    for (Entity entity : entities) {
      double wrong = wrong(entity.said(example.event(), last), example.target());
      entity.wrong += wrong;
      entity.squared += wrong * wrong;
    }
  }

  private double wrong(double said, double label) {
    return isNumber ? Math.abs(said - label) : said == label ? 0 : 1;
  }

  /** The label is known from now on. */
  void know(Example example) {
    last = example.target();
    known++;
    mean += (last - mean) / known;
    if (!isNumber) {
      long count = counts.merge(last, 1L, Long::sum);
      commonest = count >= counts.getOrDefault(commonest, 0L) ? last : commonest;
    }
    entities.forEach(entity -> entity.know(example.event(), last));
  }

  /** The best, if it is better than repeating the last label of all, and than a constant. */
  private Optional<Entity> best() {
    return entities.stream()
        .min(Comparator.comparingDouble(Entity::wrong))
        .filter(best -> best.wrong < Math.min(lastWrong, constantWrong));
  }

  /** Names the field; empty text where none is of use. */
  String field() {
    return best().map(best -> best.name).orElse("");
  }

  List<Measure> measures() {
    return best().map(this::measures).orElse(List.of());
  }

  private List<Measure> measures(Entity best) {
    return isNumber
        ? List.of(
            new Measure(Measures.OWN_MAE, best.wrong / judged),
            new Measure(Measures.OWN_RMSE, Math.sqrt(best.squared / judged)))
        : List.of(new Measure(Measures.OWN, 1 - best.wrong / judged));
  }

  /** Worth telling, a sentence each. */
  List<String> sentences() {
    return field().isEmpty()
        ? List.of()
        : List.of(
            "the baseline %s repeats the last label of the same %s"
                .formatted(isNumber ? Measures.OWN_MAE : Measures.OWN, field()));
  }
}
