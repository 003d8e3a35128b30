package io.gradstream.learning.spec.read;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.EpochUnit;
import io.gradstream.learning.spec.keys.FeatureKeys;
import io.gradstream.learning.spec.keys.FeatureKind;
import io.gradstream.learning.spec.keys.FieldUses;
import io.gradstream.learning.spec.keys.SettingsKeys;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.Place;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.Section.Checked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code features}, and notes which fields of the event they use. */
final class FeatureReader {

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
    Optional<String> field = FeatureKeys.NAME.find(feature);
    Optional<FeatureKeys.As> as = FeatureKeys.AS.find(feature).filter(FeatureKeys.As::isSomething);
    return field.flatMap(name -> as.flatMap(kind -> read(feature, name, kind)));
  }

  private Optional<FeatureSpec> read(Section feature, String field, FeatureKeys.As as) {
    int categories =
        SettingsKeys.CATEGORIES.of(spec.section("limits")).orElse(SettingsKeys.MOST_CATEGORIES);
    FeatureKind.Site site =
        new FeatureKind.Site(
            feature,
            field,
            as.parts(),
            categories,
            spec.section("events").text("time"),
            uses,
            findings);
    refuseKeysOfOthers(as.kind(), site);
    Optional<FeatureSpec> spec = as.kind().part().find(feature).flatMap(form -> form.at(site));
    spec.ifPresent(valid -> refuseTwice(feature, valid));
    spec.ifPresent(valid -> uses.add(field, as.kind().use(), false, feature.at(FeatureKeys.NAME)));
    spec.ifPresent(valid -> ofUnit(feature, field));
    spec.ifPresent(valid -> without(feature, field));
    return spec;
  }

  private void ofUnit(Section feature, String field) {
    FeatureKeys.UNIT
        .find(feature)
        .flatMap(unit -> unit)
        .filter(EpochUnit.class::isInstance)
        .map(EpochUnit.class::cast)
        .ifPresent(unit -> uses.in(field, unit, feature.at(FeatureKeys.UNIT)));
  }

  private void without(Section feature, String field) {
    FeatureKeys.MISSING
        .find(feature)
        .flatMap(values -> values)
        .ifPresent(values -> uses.without(field, values));
  }

  private static void refuseKeysOfOthers(FeatureKind is, FeatureKind.Site site) {
    Map<Key<?>, List<FeatureKind>> owners = new LinkedHashMap<>();
    for (FeatureKind kind : FeatureKeys.KINDS) {
      kind.part()
          .keys()
          .forEach(key -> owners.computeIfAbsent(key, of -> new ArrayList<>()).add(kind));
    }
    owners.keySet().removeAll(is.part().keys());
    owners.forEach(
        (key, kinds) -> {
          if (key == FeatureKeys.UNIT) {
            refuseUnit(is, site);
          } else {
            site.refuse(
                key,
                "must be given for " + either(kinds, FeatureKind::words) + " only",
                "write as: " + either(kinds, FeatureKind::name));
          }
        });
  }

  private static String either(List<FeatureKind> kinds, Function<FeatureKind, String> words) {
    return kinds.stream().map(words).collect(Collectors.joining(" or "));
  }

  private static void refuseUnit(FeatureKind is, FeatureKind.Site site) {
    if (!is.part().keys().contains(FeatureKeys.UNIT)) {
      site.refuse(
          FeatureKeys.UNIT,
          "must be given for tokens and for times only",
          "write as: tokens, or parts of a time");
    }
  }

  private void refuseTwice(Section feature, FeatureSpec spec) {
    Place at = feature.at(FeatureKeys.NAME);
    Place first = declared.putIfAbsent(List.of(spec.field(), spec.getClass()), at);
    if (first != null) {
      findings.add(
          at,
          "must be declared once for each kind",
          spec.field() + " again, after line " + first.line(),
          "Remove one of the two; parts of a time go in one list.");
    }
  }
}
