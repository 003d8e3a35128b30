package io.gradstream.learning.spec;

import io.gradstream.features.FeatureSpec;
import io.gradstream.features.FeatureSpec.TimePart;
import io.gradstream.learning.spec.FieldUses.Use;
import io.gradstream.learning.spec.Section.Checked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code features}, and notes which fields of the event they use. */
final class FeatureReader {

  private static final long EMBED = 8; // floats a row, when none is named

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
    if (!kinds.get(0).equals("category")) {
      refuse(feature, "embed");
      refuse(feature, "capacity");
    }
    FeatureSpec spec = feature(feature, field.get(), kinds);
    refuseTwice(feature, spec);
    uses.add(field.get(), use(spec), false, feature.at("field"));
    return Optional.of(spec);
  }

  private static List<String> kinds(Section feature) {
    return feature
        .text("as")
        .map(List::of)
        .orElseGet(
            () ->
                feature.items("as").stream().map(Checked::value).map(String.class::cast).toList());
  }

  private FeatureSpec feature(Section feature, String field, List<String> kinds) {
    return switch (kinds.get(0)) {
      case "numeric" -> new FeatureSpec.Numeric(field);
      case "boolean" -> new FeatureSpec.Flag(field);
      case "category" -> new FeatureSpec.Category(field, embed(feature), capacity(feature));
      default -> new FeatureSpec.TimeParts(field, parts(feature, kinds));
    };
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

  private void refuse(Section feature, String key) {
    if (feature.isWritten(key)) {
      findings.add(
          feature.at(key),
          "must be given for a category only",
          feature.find(key, Long.class).map(String::valueOf).orElse("?"),
          "Remove it, or write as: category.");
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
    return spec instanceof FeatureSpec.TimeParts ? Use.TIME : Use.NUMBER;
  }
}
