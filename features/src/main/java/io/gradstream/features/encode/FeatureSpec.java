package io.gradstream.features.encode;

import io.gradstream.features.event.EventField;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** One declared feature: how a field of the event becomes inputs of the network. */
public sealed interface FeatureSpec {

  /** Name of the event's field; the first of several. */
  String field();

  /** All fields of the event that it reads, each once. */
  default List<String> reads() {
    return List.of(field());
  }

  /** Whether its inputs are numbers of the event's own, which a network can also predict. */
  boolean isOfNumbers();

  /** The feature in a few words, for a person. */
  String shown();

  /**
   * A number, scaled online to zero mean and unit variance; plus an input that says it is missing.
   */
  record Numeric(String field) implements FeatureSpec {
    @Override
    public boolean isOfNumbers() {
      return true;
    }

    @Override
    public String shown() {
      return field + " (number)";
    }
  }

  /** 0 or 1; plus an input that says it is missing. */
  record Flag(String field) implements FeatureSpec {
    @Override
    public boolean isOfNumbers() {
      return true;
    }

    @Override
    public String shown() {
      return field + " (boolean)";
    }
  }

  /** Parts of a time, in the event schema's zone. */
  record TimeParts(String field, List<TimePart> parts) implements FeatureSpec {
    public TimeParts {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean isOfNumbers() {
      return true;
    }

    @Override
    public String shown() {
      return field + " " + parts;
    }
  }

  /**
   * A category with an embedding table of fixed capacity.
   *
   * @param embed width of a row
   * @param capacity values held at once; the least recently learned gives its row to a new one
   */
  record Category(String field, int embed, int capacity) implements FeatureSpec {
    @Override
    public boolean isOfNumbers() {
      return false;
    }

    @Override
    public String shown() {
      return String.format(
          Locale.ROOT, "%s (category: %d values, %d wide)", field, capacity, embed);
    }
  }

  /**
   * An array of numbers: a vector, a sequence, an image. A missing one is all zeros.
   *
   * @param shape of 1 to 3 dimensions, row-major, the last of an image being its channels; the
   *     array has exactly as many numbers
   */
  record Numbers(String field, List<Integer> shape, Scaling scaling) implements FeatureSpec {
    public Numbers {
      shape = List.copyOf(shape);
      long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Numbers::capped);
      boolean valid =
          !shape.isEmpty()
              && shape.size() <= 3
              && shape.stream().allMatch(length -> length >= 1)
              && size <= EventField.MOST_NUMBERS;
      if (!valid) {
        throw new IllegalArgumentException(
            "shape must have 1 to 3 lengths of at least 1 and at most %d values: %s (feature %s)"
                .formatted(EventField.MOST_NUMBERS, shape, field));
      }
      Objects.requireNonNull(scaling, "scaling");
    }

    @Override
    public boolean isOfNumbers() {
      return true;
    }

    @Override
    public String shown() {
      return String.format(Locale.ROOT, "%s (numbers %s)", field, shape);
    }

    /** How many numbers the array has. */
    public int size() {
      return shape.stream().mapToInt(Integer::intValue).reduce(1, (a, b) -> a * b);
    }

    private static long capped(long product, long length) {
      return Math.min(product * length, Integer.MAX_VALUE);
    }
  }

  /** What is done to the values of an array. */
  sealed interface Scaling {

    /** Nothing. */
    record None() implements Scaling {}

    /**
     * Each is divided by the same number: 255 brings pixels into [0, 1].
     *
     * @param by finite and above 0
     */
    record Divide(float by) implements Scaling {
      public Divide {
        if (!(by > 0 && by <= Float.MAX_VALUE)) {
          throw new IllegalArgumentException("divide must be finite and above 0: " + by);
        }
      }
    }

    /**
     * Each place of the last dimension, such as a channel of an image, is scaled online to zero
     * mean and unit variance over all its positions, as {@link Numeric} is.
     */
    record Online() implements Scaling {}
  }

  /**
   * A text as the numbers of its first {@code length} tokens, then 0, padding; a missing one is all
   * padding. Stateless.
   *
   * @param length how many tokens are kept
   * @param vocabulary tokens are in [0, vocabulary), of which 0 is padding
   * @param alphabet what {@link Unit#CHARACTERS} are told apart, each once; else empty
   */
  record Tokens(String field, Unit unit, int length, int vocabulary, String alphabet)
      implements FeatureSpec {

    /** Tokens of {@link Unit#BYTES}: 256 and padding. */
    public static final int BYTE_VOCABULARY = 257;

    public Tokens {
      Objects.requireNonNull(unit, "unit");
      TokenRules.check(field, unit, length, vocabulary, alphabet);
    }

    /** Tokens that are bytes or words. */
    public Tokens(String field, Unit unit, int length, int vocabulary) {
      this(field, unit, length, vocabulary, "");
    }

    @Override
    public boolean isOfNumbers() {
      return false;
    }

    @Override
    public String shown() {
      return String.format(Locale.ROOT, "%s (%d tokens of %d)", field, length, vocabulary);
    }

    public static Tokens bytes(String field, int length) {
      return new Tokens(field, Unit.BYTES, length, BYTE_VOCABULARY);
    }

    /** The vocabulary follows from the alphabet: padding, each character, one for all others. */
    public static Tokens characters(String field, int length, String alphabet) {
      int characters = alphabet.codePointCount(0, alphabet.length());
      return new Tokens(field, Unit.CHARACTERS, length, characters + 2, alphabet);
    }

    /** The first half of a surrogate pair in an alphabet that lacks its other half. */
    public static OptionalInt half(String alphabet) {
      return alphabet
          .codePoints()
          .filter(one -> Character.getType(one) == Character.SURROGATE)
          .findFirst();
    }

    public static Tokens words(String field, int length, int vocabulary) {
      return new Tokens(field, Unit.WORDS, length, vocabulary);
    }
  }

  /**
   * An event behind those that came before it, as a sequence; of numbers, each scaled online. A
   * step has each number and whether it is missing, then its age.
   *
   * @param fields numbers of a step, each once
   * @param steps how many, the event's own being the last
   * @param stride of a step in event time, in milliseconds; steps lie on the clock, at whole
   *     strides since 1970 in UTC. 0: each event is a step
   * @param time field of the event's time
   * @param by field of the entity whose events these are; absent: all of the model's
   * @param entities kept at once; a new one takes the place of that which came not for longest. 1
   *     where nothing tells them apart
   */
  record Window(
      List<String> fields, int steps, long stride, String time, Optional<String> by, int entities)
      implements FeatureSpec {

    /** Numbers that are kept of all entities: 32 MiB. */
    public static final int MOST_KEPT = 1 << 22;

    private static final int BYTES_OF_STEP = 64; // without its numbers
    private static final int BYTES_OF_ENTITY = 300;

    public Window {
      fields = List.copyOf(fields);
      Objects.requireNonNull(time, "time");
      WindowRules.check(fields, steps, stride, by, entities);
    }

    @Override
    public String field() {
      return fields.get(0);
    }

    @Override
    public List<String> reads() {
      return Stream.of(fields.stream(), Stream.of(time), by.stream())
          .flatMap(names -> names)
          .distinct()
          .toList();
    }

    @Override
    public boolean isOfNumbers() {
      return false;
    }

    @Override
    public String shown() {
      return String.format(
          Locale.ROOT,
          "%s (window of %d %s%s)",
          String.join(", ", fields),
          steps,
          stride == 0 ? "events" : "strides of " + shown(Duration.ofMillis(stride)),
          by.map(field -> " by " + field).orElse(""));
    }

    private static String shown(Duration span) {
      return span.toString().substring(2).toLowerCase(Locale.ROOT); // without PT
    }

    /** What becomes of it: {@code [steps, inputs of a step]}. */
    public List<Integer> shape() {
      return List.of(steps, WindowRules.width(fields.size()));
    }

    /** Memory that it takes when it is full, roughly. */
    long bytes() {
      return (long) entities * (BYTES_OF_ENTITY + (long) steps * bytesOfStep());
    }

    private long bytesOfStep() {
      return BYTES_OF_STEP + (long) Double.BYTES * fields.size();
    }

    /** Milliseconds of a place on the clock, at each of which there is one step. */
    long place() {
      return Math.max(1, stride);
    }
  }

  /** What a token stands for. Written by name: never rename one. */
  enum Unit {
    /** A byte of the text in UTF-8: token = byte + 1. */
    BYTES,
    /**
     * A code point: token = its index in the alphabet + 1; all others share the last token, which
     * is the number of code points in the alphabet + 1.
     */
    CHARACTERS,
    /**
     * A run of letters, lower-cased, a run of digits, or one of anything else but white space:
     * token = 1 + hash modulo (vocabulary - 1), the hash being the 64-bit FNV-1a of its UTF-8.
     */
    WORDS
  }

  /** A part of a time. Written by name: never rename one. */
  enum TimePart {
    TIME_OF_DAY,
    DAY_OF_WEEK,
    DAY_OF_YEAR,
    MONTH
  }
}
