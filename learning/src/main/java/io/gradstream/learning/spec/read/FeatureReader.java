package io.gradstream.learning.spec.read;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.FeatureSpec.Scaling;
import io.gradstream.features.encode.FeatureSpec.TimePart;
import io.gradstream.features.event.EventField;
import io.gradstream.learning.spec.read.FieldUses.Use;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.Place;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.Section.Checked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads {@code features}, and notes which fields of the event they use. */
final class FeatureReader {

  private static final long EMBED = 16; // floats a row, when none is named
  private static final long LENGTH = 64; // tokens of a text, when none is named
  private static final long WORDS = 10_000; // vocabulary of words, when none is named

  /** The printable characters of ASCII and the new line. */
  private static final String PRINTABLE =
      IntStream.rangeClosed(' ', '~')
          .mapToObj(Character::toString)
          .collect(Collectors.joining("", "\n", ""));

  private static final Map<String, List<String>> KEYS_OF_ONE_KIND =
      new TreeMap<>(
          Map.of(
              "category", List.of("embed", "capacity"),
              "numbers", List.of("shape", "scale"),
              "tokens", List.of("unit", "length", "vocabulary", "alphabet")));

  private static final Map<String, String> WORDS_OF_KINDS = Map.of("category", "a category");

  private final Section spec;
  private final Findings findings;
  private final FieldUses uses;
  private final Map<List<Object>, Place> declared = new HashMap<>(); // by field and kind

  FeatureReader(Section spec, Findings findings, FieldUses uses) {
    this.spec = spec;
    this.findings = findings;
    this.uses = uses;
  }

  List<FeatureSpec> read() {
    List<FeatureSpec> features = new ArrayList<>();
    for (Checked item : spec.items("features")) {
      read((Section) item.value()).ifPresent(features::add);
    }
    return features;
  }

  private Optional<FeatureSpec> read(Section feature) {
    Optional<String> field = feature.text("field");
    List<String> kinds = kinds(feature);
    if (field.isEmpty() || kinds.isEmpty()) {
      return Optional.empty();
    }
    KEYS_OF_ONE_KIND.forEach((kind, keys) -> refuseUnless(kind, kinds.get(0), keys, feature));
    Optional<FeatureSpec> spec = feature(feature, field.get(), kinds);
    spec.ifPresent(valid -> refuseTwice(feature, valid));
    spec.ifPresent(valid -> uses.add(field.get(), use(valid), false, feature.at("field")));
    return spec;
  }

  private static List<String> kinds(Section feature) {
    return feature
        .text("as")
        .map(List::of)
        .orElseGet(
            () ->
                feature.items("as").stream().map(Checked::value).map(String.class::cast).toList());
  }

  private Optional<FeatureSpec> feature(Section feature, String field, List<String> kinds) {
    return switch (kinds.get(0)) {
      case "numeric" -> Optional.of(new FeatureSpec.Numeric(field));
      case "boolean" -> Optional.of(new FeatureSpec.Flag(field));
      case "category" ->
          Optional.of(new FeatureSpec.Category(field, embed(feature), capacity(feature)));
      case "numbers" -> numbers(feature, field);
      case "tokens" -> tokens(feature, field);
      default -> Optional.of(new FeatureSpec.TimeParts(field, parts(feature, kinds)));
    };
  }

  private Optional<FeatureSpec> numbers(Section feature, String field) {
    if (!feature.isWritten("shape")) {
      findings.add(
          feature.at("shape"),
          "must be given for numbers",
          "absent",
          "Write for instance [28, 28, 1]: height, width and channels of an image.");
      return Optional.empty();
    }
    List<Integer> shape =
        feature.items("shape").stream().map(item -> ((Long) item.value()).intValue()).toList();
    try {
      return Optional.of(new FeatureSpec.Numbers(field, shape, scaling(feature)));
    } catch (IllegalArgumentException e) {
      findings.add(
          feature.at("shape"),
          "must have at most " + EventField.MOST_NUMBERS + " values",
          shape.toString(),
          "Make it smaller.");
      return Optional.empty();
    }
  }

  private static Scaling scaling(Section feature) {
    if (feature.text("scale").filter("online"::equals).isPresent()) {
      return new Scaling.Online();
    }
    return feature
        .section("scale")
        .find("divide", Double.class)
        .<Scaling>map(by -> new Scaling.Divide(by.floatValue()))
        .orElseGet(Scaling.None::new);
  }

  private Optional<FeatureSpec> tokens(Section feature, String field) {
    String unit = feature.text("unit").orElse("bytes");
    int length = feature.find("length", Long.class).orElse(LENGTH).intValue();
    if (!unit.equals("words")) {
      refuse(feature, "vocabulary", "must be given for words only", "write unit: words");
    }
    if (!unit.equals("characters")) {
      refuse(feature, "alphabet", "must be given for characters only", "write unit: characters");
    }
    return switch (unit) {
      case "words" ->
          Optional.of(
              FeatureSpec.Tokens.words(
                  field, length, feature.find("vocabulary", Long.class).orElse(WORDS).intValue()));
      case "characters" -> characters(feature, field, length);
      default -> Optional.of(FeatureSpec.Tokens.bytes(field, length));
    };
  }

  private Optional<FeatureSpec> characters(Section feature, String field, int length) {
    String alphabet = feature.text("alphabet").orElse(PRINTABLE);
    if (alphabet.codePoints().distinct().count() < alphabet.codePoints().count()) {
      findings.add(
          feature.at("alphabet"),
          "must have each character once",
          Findings.oneLine(alphabet),
          "Remove the second of the two.");
      return Optional.empty();
    }
    return Optional.of(FeatureSpec.Tokens.characters(field, length, alphabet));
  }

  private static int embed(Section feature) {
    return feature.find("embed", Long.class).orElse(EMBED).intValue();
  }

  private int capacity(Section feature) {
    return feature
        .find("capacity", Long.class)
        .or(() -> spec.section("limits").find("categories", Long.class))
        .orElse(1L)
        .intValue();
  }

  private List<TimePart> parts(Section feature, List<String> kinds) {
    if (kinds.stream().distinct().count() < kinds.size()) {
      findings.add(
          feature.at("as"), "must name each part once", String.join(", ", kinds), "Remove one.");
    }
    return kinds.stream().distinct().map(FeatureReader::part).toList();
  }

  private static TimePart part(String name) {
    return switch (name) {
      case "timeOfDay" -> TimePart.TIME_OF_DAY;
      case "dayOfWeek" -> TimePart.DAY_OF_WEEK;
      case "dayOfYear" -> TimePart.DAY_OF_YEAR;
      default -> TimePart.MONTH;
    };
  }

  private void refuseUnless(String kind, String declared, List<String> keys, Section feature) {
    if (!declared.equals(kind)) {
      String rule = "must be given for " + WORDS_OF_KINDS.getOrDefault(kind, kind) + " only";
      keys.forEach(key -> refuse(feature, key, rule, "write as: " + kind));
    }
  }

  private void refuse(Section feature, String key, String rule, String wayOut) {
    if (feature.isWritten(key)) {
      String shown =
          feature
              .find(key, Long.class)
              .map(String::valueOf)
              .or(() -> feature.text(key).map(Findings::oneLine))
              .orElse("?");
      findings.add(feature.at(key), rule, shown, "Remove it, or " + wayOut + ".");
    }
  }

  private void refuseTwice(Section feature, FeatureSpec spec) {
    Place first = declared.putIfAbsent(List.of(spec.field(), spec.getClass()), feature.at("field"));
    if (first != null) {
      findings.add(
          feature.at("field"),
          "must be declared once for each kind",
          spec.field() + " again, after line " + first.line(),
          "Remove one of the two; parts of a time go in one list.");
    }
  }

  private static Use use(FeatureSpec spec) {
    if (spec instanceof FeatureSpec.Category) {
      return Use.CATEGORY;
    }
    if (spec instanceof FeatureSpec.Flag) {
      return Use.FLAG;
    }
    if (spec instanceof FeatureSpec.Numbers) {
      return Use.NUMBERS;
    }
    if (spec instanceof FeatureSpec.Tokens) {
      return Use.TOKENS;
    }
    return spec instanceof FeatureSpec.TimeParts ? Use.TIME : Use.NUMBER;
  }
}
