package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.keys.TopicKeys.FIELD;
import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.required;

import io.gradstream.learning.spec.yaml.EitherShape;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.Keys;
import io.gradstream.learning.spec.yaml.ListShape;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.NumberShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.OneOrListShape;
import io.gradstream.learning.spec.yaml.Shape;
import io.gradstream.learning.spec.yaml.TextShape;
import io.gradstream.learning.spec.yaml.Variant;
import io.gradstream.learning.spec.yaml.WholeShape;
import io.gradstream.learning.spec.yaml.WordOrShape;
import io.gradstream.model.targets.OpenClassTarget;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keys of a target that is one of several classes: all are listed, or met as labels come. */
final class ClassKeys {

  /**
   * Classes as declared.
   *
   * @param names those listed, or known before the first label
   * @param atMost most of them; absent where they are listed
   * @param bySchema whether the schema of the label lists them
   */
  record DeclaredClasses(List<String> names, Optional<Integer> atMost, boolean bySchema) {
    private static final DeclaredClasses NONE =
        new DeclaredClasses(List.of(), Optional.empty(), false);
    private static final DeclaredClasses BY_SCHEMA =
        new DeclaredClasses(List.of(), Optional.empty(), true);

    DeclaredClasses listed(List<String> all) {
      return new DeclaredClasses(all, Optional.empty(), false);
    }
  }

  /**
   * Weights of classes in the loss.
   *
   * @param balanced whether they follow how often each comes
   * @param each of them, else
   */
  record DeclaredWeights(boolean balanced, List<Float> each) {}

  static final String KNOWN = "known";

  private static final Shape<String> NAME =
      new TextShape(
          "a class's name",
          Pattern.compile("[^\\u0000-\\u001F]{1,200}"),
          true,
          "Write it as text.");

  static final ObjectShape<DeclaredClasses> MET =
      new ObjectShape<>(
          Keys.of(
              required(
                  "atMost",
                  new WholeShape(2, OpenClassTarget.MOST).asInt(),
                  "How many classes there is room for. A class is learned from its first label on,"
                      + " and named in answers from then on; labels of further ones are dead letters."),
              optional(
                  KNOWN,
                  new ListShape<>(NAME, 0, OpenClassTarget.MOST),
                  "none",
                  "Classes that are there from the start, in the order of the predictions; the"
                      + " others follow in the order in which they are learned."),
              (atMost, known) ->
                  new DeclaredClasses(known.orElse(List.of()), Optional.of(atMost), false)));

  private static final Shape<DeclaredClasses> CLASSES =
      EitherShape.scalarOr(
          NameShape.meaning("schema", DeclaredClasses.BY_SCHEMA),
          new OneOrListShape<>(
              MET, new ListShape<>(NAME, 2, OpenClassTarget.MOST), DeclaredClasses.NONE::listed));

  private static final Shape<DeclaredWeights> WEIGHTS =
      new WordOrShape<>(
          NameShape.<DeclaredWeights>meaning("balanced", new DeclaredWeights(true, List.of())),
          new ListShape<>(new NumberShape(1e-6, 1e6).asFloat(), 2, OpenClassTarget.MOST)
              .as(each -> new DeclaredWeights(false, each)));

  private ClassKeys() {}

  static Variant<TargetKeys.Form> classes(Key<Float> smoothing) {
    Key<DeclaredClasses> classes =
        required(
            "classes",
            CLASSES,
            "The classes by name, in the order of the predictions; `schema`, the symbols of the"
                + " enum that the field is in the Avro schema; or an object, of classes that are met"
                + " as labels come.");
    Key<String> field = required("field", FIELD, "The field that holds the class's name.");
    Key<Optional<DeclaredWeights>> weights =
        optional(
            "classWeights",
            WEIGHTS,
            "1 for each class",
            "Weight of each class in the loss, in the order of the classes; or `balanced`: as if"
                + " each came as often as any other, by how often it came of late.");
    return new Variant<>(
        Keys.of(
            classes.orElse(DeclaredClasses.NONE),
            field,
            smoothing,
            weights,
            (written, name, smooth, each) ->
                reader -> {
                  DeclaredClasses declared = reader.listed(classes, written, name);
                  reader.requireOnce(classes);
                  reader.requireRoom(classes, declared);
                  DeclaredWeights fitting = reader.fitting(weights, each, declared);
                  return reader.multiClass(field, name, declared, smooth, fitting);
                }));
  }
}
