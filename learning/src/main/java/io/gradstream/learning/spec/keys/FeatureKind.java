package io.gradstream.learning.spec.keys;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.FeatureSpec.TimePart;
import io.gradstream.features.event.FieldRules;
import io.gradstream.features.media.Medium;
import io.gradstream.learning.spec.keys.FieldUses.Use;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.Keys;
import io.gradstream.learning.spec.yaml.Part;
import io.gradstream.learning.spec.yaml.Section;
import java.util.List;
import java.util.Optional;

/**
 * One row of {@link FeatureKeys}: what a field of the event may become.
 *
 * @param name as {@code as} names it
 * @param meaning of the name, for the reference page
 * @param words for it, to follow "for"
 * @param use that is made of the field
 * @param part the keys that are this kind's alone, and what they make
 */
public record FeatureKind(String name, String meaning, String words, Use use, Part<Form> part) {

  /**
   * What stands around a feature's own keys.
   *
   * @param feature all its keys
   * @param parts of a time, where it is one
   * @param categories values of a category that does not say how many
   * @param time field of the event's time, where it has one
   * @param uses what the spec does with the event's fields
   */
  public record Site(
      Section feature,
      String field,
      List<TimePart> parts,
      int categories,
      Optional<String> time,
      FieldUses uses,
      Findings findings) {

    /**
     * Says how the field's bytes become numbers; empty for one each.
     *
     * @param said the key that says it
     */
    void readsAs(Optional<Medium> medium, Key<?> said) {
      uses.readAs(field, medium, feature.at(said));
    }

    /** Says of a key that it is not to be given here, if it is. */
    public void refuse(Key<?> key, String rule, String wayOut) {
      if (feature.isWritten(key)) {
        String shown =
            feature
                .find(key.name(), Long.class)
                .map(String::valueOf)
                .or(() -> feature.find(key.name(), Double.class).map(FieldRules::shown))
                .or(() -> feature.text(key.name()).map(Findings::oneLine))
                .orElse("?");
        findings.add(feature.at(key), rule, shown, "Remove it, or " + wayOut + ".");
      }
    }
  }

  /** A declared feature, of which some stands around its own keys. */
  public interface Form {

    /** The feature; empty where it cannot be made, which is found already or then. */
    Optional<FeatureSpec> at(Site site);
  }

  /** A kind without keys of its own. */
  FeatureKind(String name, String meaning, Use use, Form form) {
    this(name, meaning, name, use, Keys.section().as(nothing -> form));
  }
}
