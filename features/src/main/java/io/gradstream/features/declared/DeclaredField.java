package io.gradstream.features.declared;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a schema declares of a field.
 *
 * @param time what its whole numbers stand for, where they are times
 * @param scale digits behind the point, where it is an exact decimal written as bytes
 * @param values all that it may hold, in the schema's order; empty: any
 * @param optional whether it may be null or absent
 * @param words of the schema's author; empty text for none
 */
public record DeclaredField(
    Kind kind,
    Optional<DeclaredTime> time,
    Optional<Integer> scale,
    List<String> values,
    boolean optional,
    String words) {

  /** What its values are. */
  public enum Kind {
    NUMBER,
    TEXT,
    TRUTH,
    TIME,
    /** Several of these, or none, or nothing is said. */
    OTHER
  }

  private static final int MOST_SCALE = 1_000;
  private static final String CONNECT_DECIMAL = "org.apache.kafka.connect.data.Decimal";
  private static final String DEBEZIUM_ENUM = "io.debezium.data.Enum";
  private static final Set<String> TIMES_IN_TEXT =
      Set.of("io.debezium.time.ZonedTimestamp", "io.debezium.time.IsoTimestamp");

  public DeclaredField {
    values = List.copyOf(values);
  }

  /** A field that may hold several of what is declared, each in place of the others. */
  public static DeclaredField either(List<DeclaredField> all) {
    Set<Kind> kinds = new LinkedHashSet<>();
    Set<String> values = new LinkedHashSet<>();
    all.forEach(one -> kinds.add(one.kind));
    all.forEach(one -> values.addAll(one.values));
    boolean isComplete = all.stream().noneMatch(one -> one.values.isEmpty());
    return new DeclaredField(
        kinds.size() == 1 ? kinds.iterator().next() : Kind.OTHER,
        all.stream().flatMap(one -> one.time.stream()).findFirst(),
        all.stream().flatMap(one -> one.scale.stream()).findFirst(),
        isComplete ? new ArrayList<>(values) : List.of(),
        all.stream().anyMatch(one -> one.optional),
        all.stream().map(one -> one.words).filter(one -> !one.isEmpty()).findFirst().orElse(""));
  }

  /** The same, which may be absent. */
  DeclaredField optionally() {
    return new DeclaredField(kind, time, scale, values, true, words);
  }

  /** Whether its numbers are times without a date. */
  public boolean isOfDay() {
    return time.filter(DeclaredTime::ofDay).isPresent();
  }

  /** Whether Connect's or Debezium's name of a type is that of times that are written as text. */
  static boolean isTimeInText(String connectName) {
    return TIMES_IN_TEXT.contains(connectName);
  }

  /** The scale of Connect's decimals: 0 where it is not said, none where it is absurd. */
  static Optional<Integer> scale(String connectName, Object said) {
    if (!connectName.equals(CONNECT_DECIMAL)) {
      return Optional.empty();
    }
    try {
      return Optional.of(said == null ? 0 : Integer.parseInt(said.toString()))
          .filter(scale -> Math.abs(scale) <= MOST_SCALE);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The values of Debezium's enumerations, which are a parameter of their type. */
  public static List<String> choices(String connectName, Object allowed) {
    return allowed != null && connectName.equals(DEBEZIUM_ENUM)
        ? List.of(allowed.toString().split(",", -1))
        : List.of();
  }
}
