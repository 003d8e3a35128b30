package io.gradstream.workbench.evaluate;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.FieldRules;
import io.gradstream.model.ModelSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks for numbers that stand for none, as -9999 does: one value at an end of all, far from the
 * others, that comes again and again. Of the first events alone. Not thread safe.
 */
final class Sentinels {

  private static final int LOOKED = 1000; // values
  private static final int FEWEST = 5; // times that a value comes
  private static final double SHARE = 0.01; // of the values
  private static final int FEWEST_OTHERS = 20;
  private static final double FAR = 3; // spreads of the others

  private final List<Numbers> features;

  /** The first values of a feature. */
  private static final class Numbers {
    private final String name;
    private final int field;
    private final double[] values = new double[LOOKED];
    private int count;

    Numbers(String name, int field) {
      this.name = name;
      this.field = field;
    }

    void take(Event event) {
      if (count < LOOKED && !event.isMissing(field)) {
        values[count++] = event.number(field);
      }
    }

    Optional<String> sentence() {
      double[] sorted = Arrays.copyOf(values, count);
      Arrays.sort(sorted);
      return count == 0
          ? Optional.empty()
          : of(sorted, sorted[0]).or(() -> of(sorted, sorted[sorted.length - 1]));
    }

    private Optional<String> of(double[] sorted, double value) {
      double[] others = Arrays.stream(sorted).filter(other -> other != value).toArray();
      int times = sorted.length - others.length;
      boolean isOften = times >= FEWEST && times >= SHARE * count;
      return isOften && others.length >= FEWEST_OTHERS && isFar(value, others)
          ? Optional.of(told(value, times, others))
          : Optional.empty();
    }

    private static boolean isFar(double value, double[] others) {
      double gap = Math.max(others[0] - value, value - others[others.length - 1]);
      return gap > FAR * spread(others);
    }

    /** From the lowest to the highest; infinite where all are the same. */
    private static double spread(double[] sorted) {
      double spread = sorted[sorted.length - 1] - sorted[0];
      return spread > 0 ? spread : Double.POSITIVE_INFINITY;
    }

    private String told(double value, int times, double[] others) {
      return String.format(
          Locale.ROOT,
          "%s is %s in %,d of its first %,d values, far from all others (%s to %s). If that stands for none, write {field: %s, as: numeric, missing: %s}",
          name,
          FieldRules.shown(value),
          times,
          count,
          FieldRules.shown(others[0]),
          FieldRules.shown(others[others.length - 1]),
          name,
          FieldRules.shown(value));
    }
  }

  Sentinels(ModelSpec spec) {
    features =
        spec.features().stream()
            .filter(FeatureSpec.Numeric.class::isInstance)
            .map(FeatureSpec::field)
            .map(name -> new Numbers(name, spec.events().indexOf(name)))
            .toList();
  }

  void take(Event event) {
    features.forEach(feature -> feature.take(event));
  }

  /** One for each feature that has such a value. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    features.forEach(feature -> feature.sentence().ifPresent(sentences::add));
    return sentences;
  }
}
