package io.gradstream.features.encode;

import io.gradstream.features.encode.FeatureSpec.Scaling;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import java.util.ArrayList;
import java.util.List;

/**
 * Declared features bound to the fields they read.
 *
 * @param dense all that become inputs of the dense part, in declared order
 * @param scaled those of {@code dense} that keep statistics
 * @param windows those of {@code scaled} that events enter
 * @param categories all that become rows, in declared order
 */
record FeaturePlan(
    List<DenseFeature> dense,
    List<ScaledFeature> scaled,
    List<WindowFeature> windows,
    List<CategoryFeature> categories) {

  static FeaturePlan of(EventSchema schema, List<FeatureSpec> features) {
    FeaturePlan plan =
        new FeaturePlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (FeatureSpec feature : features) {
      plan.add(feature, schema);
    }
    return plan;
  }

  private void add(FeatureSpec feature, EventSchema schema) {
    String name = feature.field();
    if (feature instanceof FeatureSpec.Numeric) {
      add(new NumericFeature(name, field(name, FieldType.NUMBER, schema)));
    } else if (feature instanceof FeatureSpec.Flag) {
      dense.add(new FlagFeature(name, field(name, FieldType.BOOLEAN, schema)));
    } else if (feature instanceof FeatureSpec.TimeParts time) {
      int field = field(name, FieldType.TIME, schema);
      dense.add(new TimeFeature(name, field, time.parts(), schema.zone()));
    } else if (feature instanceof FeatureSpec.Numbers numbers) {
      add(numbers, field(name, FieldType.NUMBERS, schema));
    } else if (feature instanceof FeatureSpec.Tokens tokens) {
      dense.add(new TokensFeature(tokens, field(name, FieldType.TEXT, schema)));
    } else if (feature instanceof FeatureSpec.Window window) {
      add(window, schema);
    } else if (feature instanceof FeatureSpec.Category category) {
      categories.add(new CategoryFeature(checked(category), single(name, schema)));
    } else {
      throw new IllegalStateException("a feature without an encoding: " + feature);
    }
  }

  private void add(FeatureSpec.Numbers numbers, int field) {
    if (numbers.scaling() instanceof Scaling.Online) {
      add(new ScaledNumbersFeature(numbers, field));
    } else {
      float divisor = numbers.scaling() instanceof Scaling.Divide divide ? divide.by() : 1;
      dense.add(new NumbersFeature(numbers, field, divisor));
    }
  }

  private void add(FeatureSpec.Window window, EventSchema schema) {
    int[] numbers =
        window.fields().stream().mapToInt(of -> field(of, FieldType.NUMBER, schema)).toArray();
    int time = field(window.time(), FieldType.TIME, schema);
    int by = window.by().map(of -> single(of, schema)).orElse(-1);
    WindowFeature feature = new WindowFeature(window, numbers, time, by);
    add(feature);
    windows.add(feature);
  }

  private void add(ScaledFeature feature) {
    dense.add(feature);
    scaled.add(feature);
  }

  /** A field of one value, of any type. */
  private static int single(String name, EventSchema schema) {
    int field = field(name, schema);
    if (schema.fields().get(field).type() == FieldType.NUMBERS) {
      throw new IllegalArgumentException(
          "feature " + name + " needs a field of one value: " + FieldType.NUMBERS);
    }
    return field;
  }

  private static int field(String name, FieldType type, EventSchema schema) {
    int field = field(name, schema);
    FieldType found = schema.fields().get(field).type();
    if (found != type) {
      throw new IllegalArgumentException(
          "feature %s needs a field of type %s: %s".formatted(name, type, found));
    }
    return field;
  }

  private static int field(String name, EventSchema schema) {
    int field = schema.indexOf(name);
    if (field < 0) {
      throw new IllegalArgumentException(
          "feature %s needs a field of that name; the event has %s"
              .formatted(name, schema.fields().stream().map(EventField::name).toList()));
    }
    return field;
  }

  private static FeatureSpec.Category checked(FeatureSpec.Category category) {
    if (category.capacity() < 1 || category.embed() < 1) {
      throw new IllegalArgumentException(
          "capacity and embed must be at least 1: capacity=%d embed=%d (feature %s)"
              .formatted(category.capacity(), category.embed(), category.field()));
    }
    return category;
  }
}
