package io.gradstream.learning.spec;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.model.targets.MetClasses;
import io.gradstream.model.targets.OpenClassTarget;
import io.gradstream.schemas.DeadLetter;
import java.util.Arrays;
import java.util.List;

/** How the fields of a label record (or of the event itself) become a target. */
public sealed interface TargetRule {

  /** The field the rule reads; empty text when it reads none. */
  String field();

  /** Whether the event is its own label. */
  default boolean isInEveryEvent() {
    return this instanceof EventItself;
  }

  /** Whether the rule knows a text as a label by itself. */
  default boolean names(String text) {
    return false;
  }

  /** Outcome of {@link #apply}. */
  sealed interface Outcome {}

  /**
   * A label, as an {@link io.gradstream.learning.Example} has it.
   *
   * @param target 0 or 1; the class's index, or its sign where it is told by name; or the value
   * @param className of the class, where it is told by name; else empty
   */
  record Known(double target, String className) implements Outcome {

    /** A label that needs no name. */
    public Known(double target) {
      this(target, "");
    }
  }

  /** The field is missing: no label yet. */
  record Absent() implements Outcome {}

  /** A label that cannot be used. */
  record Unusable(DeadLetter.Reason reason, String field, String message) implements Outcome {}

  /**
   * The target a label record stands for.
   *
   * @param schema of the record; it has the rule's field
   */
  default Outcome apply(EventSchema schema, Event label) {
    int index = schema.indexOf(field());
    return label.isMissing(index) ? new Absent() : of(label, index);
  }

  /**
   * The target of a field that is not missing.
   *
   * @param index of the rule's field
   */
  Outcome of(Event label, int index);

  /**
   * {@code field OPERATOR constant}, for instance {@code delayMinutes > 15}.
   *
   * @param constant a {@link Double}, or for equality a {@link Boolean} or {@link String}
   */
  record Comparison(String field, Operator operator, Object constant) implements TargetRule {
    @Override
    public boolean names(String text) {
      return constant.equals(text);
    }

    @Override
    public Outcome of(Event label, int index) {
      boolean holds =
          constant instanceof Double number
              ? operator.holds(Double.compare(label.number(index) + 0.0, number + 0.0))
              : operator.holds(label.text(index).compareTo(constant.toString()));
      return new Known(holds ? 1 : 0);
    }
  }

  /** A field that names its class. */
  record ClassName(String field, List<String> classes) implements TargetRule {
    public ClassName {
      classes = List.copyOf(classes);
    }

    @Override
    public boolean names(String text) {
      return classes.contains(text);
    }

    @Override
    public Outcome of(Event label, int index) {
      String name = label.text(index);
      int known = indexOf(name);
      return known >= 0
          ? new Known(known)
          : new Unusable(
              DeadLetter.Reason.UNKNOWN_CLASS,
              field,
              field
                  + " must be one of "
                  + Findings.oneLine(String.join(", ", classes))
                  + ": "
                  + Findings.oneLine(name));
    }

    /** What is written just so goes first. */
    private int indexOf(String name) {
      int exactly = classes.indexOf(name);
      if (exactly >= 0) {
        return exactly;
      }
      String plain = ClassText.of(name);
      for (int c = 0; c < classes.size(); c++) {
        if (ClassText.of(classes.get(c)).equals(plain)) {
          return c;
        }
      }
      return -1;
    }
  }

  /** A field that names its class, whichever that is; without a name there is no label. */
  record AnyClass(String field) implements TargetRule {
    @Override
    public Outcome of(Event label, int index) {
      String name = ClassText.of(label.text(index));
      if (name.isEmpty()) {
        return new Absent();
      }
      return name.length() <= OpenClassTarget.LONGEST
          ? new Known(MetClasses.sign(name), name)
          : new Unusable(
              DeadLetter.Reason.OUT_OF_RANGE,
              field,
              "%s must have at most %d characters, to be a class: %d"
                  .formatted(field, OpenClassTarget.LONGEST, name.length()));
    }
  }

  /** The event is its own label: nothing else needs to be known of it. */
  record EventItself() implements TargetRule {
    @Override
    public String field() {
      return "";
    }

    @Override
    public Outcome apply(EventSchema schema, Event label) {
      return new Known(0);
    }

    @Override
    public Outcome of(Event label, int index) {
      return new Known(0);
    }
  }

  /** A field that is the value. */
  record Value(String field) implements TargetRule {
    @Override
    public Outcome of(Event label, int index) {
      double value = label.number(index);
      return Math.abs(value) <= Float.MAX_VALUE
          ? new Known(value)
          : new Unusable(
              DeadLetter.Reason.OUT_OF_RANGE,
              field,
              field + " must fit a 32-bit float: " + label.number(index));
    }
  }

  /** Comparison of a field with a constant. */
  enum Operator {
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    EQUAL("=="),
    NOT_EQUAL("!=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** The operator a spec writes so. */
    public static Operator of(String sign) {
      return Arrays.stream(values())
          .filter(operator -> operator.sign.equals(sign))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no operator: " + sign));
    }

    /**
     * @param order of field to constant, as a comparator says it
     */
    boolean holds(int order) {
      return switch (this) {
        case GREATER -> order > 0;
        case GREATER_OR_EQUAL -> order >= 0;
        case LESS -> order < 0;
        case LESS_OR_EQUAL -> order <= 0;
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
      };
    }
  }
}
