package io.gradstream.learning.spec;

import io.gradstream.features.Event;
import io.gradstream.features.EventSchema;
import io.gradstream.schemas.DeadLetter;
import java.util.List;

/** How the fields of a label record (or of the event itself) become a target. */
public sealed interface TargetRule {

  /** The field the rule reads. */
  String field();

  /** Outcome of {@link #apply}. */
  sealed interface Outcome {}

  /** 0 or 1; the class's index; or the value. */
  record Known(float target) implements Outcome {}

  /** The field is missing: no label yet. */
  record Absent() implements Outcome {}

  /** A label that cannot be used. */
  record Unusable(DeadLetter.Reason reason, String field, String message) implements Outcome {}

  Outcome apply(EventSchema schema, Event label);

  /** {@code field OPERATOR constant}, for instance {@code delayMinutes > 15}. */
  record Comparison(String field, Operator operator, Object constant) implements TargetRule {
    @Override
    public Outcome apply(EventSchema schema, Event label) {
      throw new UnsupportedOperationException();
    }
  }

  /** A field that names its class. */
  record ClassName(String field, List<String> classes) implements TargetRule {
    public ClassName {
      classes = List.copyOf(classes);
    }

    @Override
    public Outcome apply(EventSchema schema, Event label) {
      throw new UnsupportedOperationException();
    }
  }

  /** A field that is the value. */
  record Value(String field) implements TargetRule {
    @Override
    public Outcome apply(EventSchema schema, Event label) {
      throw new UnsupportedOperationException();
    }
  }

  /** Comparison of a field with a constant. */
  enum Operator {
    GREATER,
    GREATER_OR_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    EQUAL,
    NOT_EQUAL
  }
}
