package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.keys.TopicKeys.FIELD;
import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.required;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.FeatureSpec.TimePart;
import io.gradstream.features.encode.FeatureSpec.Unit;
import io.gradstream.features.event.EpochUnit;
import io.gradstream.features.event.FieldRules;
import io.gradstream.learning.spec.keys.FieldUses.Use;
import io.gradstream.learning.spec.yaml.EnumNames;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.Keys;
import io.gradstream.learning.spec.yaml.ListShape;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.NumberShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.OneOrListShape;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.Shape;
import io.gradstream.learning.spec.yaml.TextShape;
import io.gradstream.learning.spec.yaml.WholeShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Keys of what the network sees, one row for each kind of feature. */
public final class FeatureKeys {

  private static final int EMBED = 16; // floats a row, when none is named
  private static final int LENGTH = 64; // tokens of a text, when none is named
  private static final int WORDS = 10_000; // vocabulary of words, when none is named

  /** The printable characters of ASCII and the new line. */
  private static final String PRINTABLE =
      IntStream.rangeClosed(' ', '~')
          .mapToObj(Character::toString)
          .collect(Collectors.joining("", "\n", ""));

  /** What {@code as} says: a kind; of a time also its parts. */
  public record As(FeatureKind kind, List<TimePart> parts) {

    /** Whether anything is left of what is written, once what broke its rule is left out. */
    public boolean isSomething() {
      return kind != TIME || !parts.isEmpty();
    }
  }

  /** Of tokens a {@link Unit}, of a time an {@link EpochUnit}. */
  public static final Key<Optional<Enum<?>>> UNIT =
      optional(
          "unit",
          units(),
          "bytes, for tokens; as `events.unit`, for a time",
          "Of tokens, what one is: `bytes`, a byte of the text in UTF-8; `characters`, one of"
              + " `alphabet`; `words`, a word, a number or a sign, by its hash. Of a time, what a"
              + " number counts: `seconds`, `millis`, `micros` or `nanos`.");

  private static final Shape<Double> NOTHING =
      new NumberShape(-FieldRules.LARGEST_NUMBER, FieldRules.LARGEST_NUMBER);

  /** Of a number. */
  public static final Key<Optional<List<Double>>> MISSING =
      optional(
          "missing",
          new OneOrListShape<>(
              NOTHING.as(List::of), new ListShape<>(NOTHING, 1, 16), values -> values),
          "every number stands for itself",
          "Of a number, what stands for none, as -9999: a value or a list. An event goes without it,"
              + " as if the field were absent.");

  private static final Key<Optional<Integer>> VOCABULARY =
      optional(
          "vocabulary",
          new WholeShape(2, 1 << 20).asInt(),
          "10000, for words",
          "How many tokens `words` may be, one for padding included.");

  private static final Key<Optional<String>> ALPHABET =
      optional(
          "alphabet",
          new TextShape(
              "text of 1..10000 characters", "[\\s\\S]{1,10000}", "Write each character once."),
          "the printable ones of ASCII and the new line, for characters",
          "The characters that are told apart; one token stands for all others.");

  private static final Key<Optional<Integer>> CAPACITY =
      optional(
          "capacity",
          new WholeShape(1, 1_000_000).asInt(),
          "as `limits.categories`, for a category and for `by` of a window",
          "Values of a category, or entities of a window, held at once; a new one takes the place of"
              + " the one not seen for longest.");

  /** The kinds that {@code as} names; a time is named by its parts. */
  public static final List<FeatureKind> KINDS =
      List.of(
          new FeatureKind(
              "numeric",
              "a number scaled online",
              "numeric",
              Use.NUMBER,
              Keys.of(
                  MISSING, missing -> site -> Optional.of(new FeatureSpec.Numeric(site.field())))),
          new FeatureKind(
              "boolean", "", Use.FLAG, site -> Optional.of(new FeatureSpec.Flag(site.field()))),
          new FeatureKind(
              "category",
              "a row of an embedding table, learned",
              "a category",
              Use.CATEGORY,
              Keys.of(
                  optional(
                      "embed",
                      new WholeShape(1, 256).asInt(),
                      "16, for a category",
                      "Width of a category's row."),
                  CAPACITY,
                  FeatureKeys::category)),
          WindowKeys.window(CAPACITY),
          ArrayKeys.NUMBERS,
          ArrayKeys.IMAGE,
          ArrayKeys.SPECTROGRAM,
          new FeatureKind(
              "tokens",
              "the tokens of a text",
              "tokens",
              Use.TOKENS,
              Keys.of(
                  UNIT,
                  optional(
                      "length",
                      new WholeShape(1, 100_000).asInt(),
                      "64, for tokens",
                      "How many tokens of a text are read; shorter ones are padded."),
                  VOCABULARY,
                  ALPHABET,
                  FeatureKeys::tokens)));

  private static final FeatureKind TIME =
      new FeatureKind(
          "a time",
          "",
          "parts of a time",
          Use.TIME,
          Keys.of(UNIT, unit -> site -> time(site, unit)));

  private static final NameShape<TimePart> TIME_PARTS = NameShape.all(TimePart.class);

  /** All that {@code as} may name: the kinds, and the parts of a time. */
  public static final NameShape<As> AS_NAMES = names();

  public static final Key<String> NAME = required("field", FIELD, "The event's field.");

  public static final Key<As> AS =
      required(
          "as",
          new OneOrListShape<>(
              AS_NAMES, new ListShape<>(TIME_PARTS, 1, 4), parts -> new As(TIME, parts)),
          "What it becomes: "
              + KINDS.stream().map(FeatureKeys::meaning).collect(Collectors.joining("; "))
              + "; or parts of a time, one or a list of `"
              + String.join("`, `", TIME_PARTS.names())
              + "`.");

  static final ObjectShape<Section> FEATURE = ObjectShape.of(keys().toArray(Key<?>[]::new));

  private FeatureKeys() {}

  private static List<Key<?>> keys() {
    List<Key<?>> keys = new ArrayList<>(List.of(NAME, AS));
    KINDS.forEach(kind -> keys.addAll(kind.part().keys()));
    return keys.stream().distinct().toList();
  }

  private static NameShape<As> names() {
    List<String> names = new ArrayList<>();
    List<As> values = new ArrayList<>();
    for (FeatureKind kind : KINDS) {
      names.add(kind.name());
      values.add(new As(kind, List.of()));
    }
    names.addAll(TIME_PARTS.names());
    TIME_PARTS.values().forEach(part -> values.add(new As(TIME, List.of(part))));
    return new NameShape<>(names, values);
  }

  private static NameShape<Enum<?>> units() {
    NameShape<Enum<?>> units = null;
    for (Enum<?>[] constants : List.of(Unit.values(), EpochUnit.values())) {
      for (Enum<?> constant : constants) {
        String name = constant.name().toLowerCase(Locale.ROOT);
        units = units == null ? NameShape.meaning(name, constant) : units.or(name, constant);
      }
    }
    return units;
  }

  private static void refuseUnit(FeatureKind.Site site, Enum<?> unit, String rule) {
    site.findings()
        .add(
            site.feature().at(UNIT),
            rule,
            unit.name().toLowerCase(Locale.ROOT),
            "Write one of these.");
  }

  private static String meaning(FeatureKind kind) {
    return "`" + kind.name() + "`" + (kind.meaning().isEmpty() ? "" : ", " + kind.meaning());
  }

  private static FeatureKind.Form category(Optional<Integer> embed, Optional<Integer> capacity) {
    return site ->
        Optional.of(
            new FeatureSpec.Category(
                site.field(), embed.orElse(EMBED), capacity.orElse(site.categories())));
  }

  private static FeatureKind.Form tokens(
      Optional<Enum<?>> declared,
      Optional<Integer> length,
      Optional<Integer> vocabulary,
      Optional<String> alphabet) {
    int tokens = length.orElse(LENGTH);
    return site -> {
      if (declared.isPresent() && !(declared.get() instanceof Unit)) {
        refuseUnit(site, declared.get(), "must be bytes, characters or words for tokens");
        return Optional.empty();
      }
      Unit unit = (Unit) declared.orElse(Unit.BYTES);
      if (unit != Unit.WORDS) {
        site.refuse(VOCABULARY, "must be given for words only", "write unit: words");
      }
      if (unit != Unit.CHARACTERS) {
        site.refuse(ALPHABET, "must be given for characters only", "write unit: characters");
      }
      return switch (unit) {
        case BYTES -> Optional.of(FeatureSpec.Tokens.bytes(site.field(), tokens));
        case CHARACTERS -> characters(site, tokens, alphabet.orElse(PRINTABLE));
        case WORDS ->
            Optional.of(FeatureSpec.Tokens.words(site.field(), tokens, vocabulary.orElse(WORDS)));
      };
    };
  }

  private static Optional<FeatureSpec> characters(
      FeatureKind.Site site, int length, String alphabet) {
    if (alphabet.codePoints().distinct().count() < alphabet.codePoints().count()) {
      site.findings()
          .add(
              site.feature().at(ALPHABET),
              "must have each character once",
              Findings.oneLine(alphabet),
              "Remove the second of the two.");
      return Optional.empty();
    }
    OptionalInt half = FeatureSpec.Tokens.half(alphabet);
    if (half.isPresent()) {
      site.findings()
          .add(
              site.feature().at(ALPHABET),
              "must have whole characters, no half of a surrogate pair",
              "U+%04X".formatted(half.getAsInt()),
              "Write both halves of it.");
      return Optional.empty();
    }
    return Optional.of(FeatureSpec.Tokens.characters(site.field(), length, alphabet));
  }

  private static Optional<FeatureSpec> time(FeatureKind.Site site, Optional<Enum<?>> unit) {
    if (unit.isPresent() && !(unit.get() instanceof EpochUnit)) {
      refuseUnit(site, unit.get(), "must be days, seconds, millis, micros or nanos for a time");
      return Optional.empty();
    }
    List<TimePart> once = site.parts().stream().distinct().toList();
    if (once.size() < site.parts().size()) {
      String shown =
          site.parts().stream().map(EnumNames::written).collect(Collectors.joining(", "));
      site.findings().add(site.feature().at(AS), "must name each part once", shown, "Remove one.");
    }
    return Optional.of(new FeatureSpec.TimeParts(site.field(), once));
  }
}
