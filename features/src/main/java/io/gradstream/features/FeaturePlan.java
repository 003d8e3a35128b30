package io.gradstream.features;

import java.util.ArrayList;
import java.util.List;

/**
 * Declared features bound to the fields they read.
 *
 * @param dense all that become inputs of the dense part, in declared order
 * @param numeric those of {@code dense} that keep statistics
 * @param categories all that become rows, in declared order
 */
record FeaturePlan(
    List<DenseFeature> dense, List<NumericFeature> numeric, List<CategoryFeature> categories) {

  static FeaturePlan of(EventSchema schema, List<FeatureSpec> features) {
    FeaturePlan plan = new FeaturePlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (FeatureSpec feature : features) {
      plan.add(feature, schema);
    }
    return plan;
  }

  private void add(FeatureSpec feature, EventSchema schema) {
    String name = feature.field();
    if (feature instanceof FeatureSpec.Numeric) {
      NumericFeature added = new NumericFeature(name, field(name, FieldType.NUMBER, schema));
      dense.add(added);
      numeric.add(added);
    } else if (feature instanceof FeatureSpec.Flag) {
      dense.add(new FlagFeature(name, field(name, FieldType.BOOLEAN, schema)));
    } else if (feature instanceof FeatureSpec.TimeParts time) {
      int field = field(name, FieldType.TIME, schema);
      dense.add(new TimeFeature(name, field, time.parts(), schema.zone()));
    } else if (feature instanceof FeatureSpec.Category category) {
      categories.add(new CategoryFeature(checked(category), field(name, schema)));
    } else {
      throw new IllegalStateException("a feature without an encoding: " + feature);
    }
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
