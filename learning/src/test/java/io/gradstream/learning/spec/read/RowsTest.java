package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.learning.drift.DetectorConfig;
import io.gradstream.learning.drift.KswinConfig;
import io.gradstream.learning.drift.ladder.Command.Start;
import io.gradstream.learning.spec.TargetRule;
import io.gradstream.learning.spec.keys.Declaration;
import io.gradstream.learning.spec.keys.FeatureKeys;
import io.gradstream.learning.spec.keys.FeatureKind;
import io.gradstream.learning.spec.keys.FieldUses;
import io.gradstream.learning.spec.keys.Format;
import io.gradstream.learning.spec.keys.LayerForm;
import io.gradstream.learning.spec.keys.LayerKeys;
import io.gradstream.learning.spec.keys.LearnKeys;
import io.gradstream.learning.spec.keys.TargetKeys;
import io.gradstream.learning.spec.keys.TargetReader;
import io.gradstream.learning.spec.yaml.EitherShape;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.ListShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.Place;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.Shape;
import io.gradstream.learning.spec.yaml.VariantShape;
import io.gradstream.learning.spec.yaml.YamlReader;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.ConvolutionSpec.Pooling;
import io.gradstream.network.spec.HeadSpec.AdversarialLoss;
import io.gradstream.network.spec.Initializer;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.ScheduleSpec;
import io.gradstream.network.spec.SequenceSpec;
import io.gradstream.network.spec.TrainingSpec.Clipping;
import io.gradstream.network.spec.ValueLoss;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind there is can be declared, and every row that declares one makes a value of its keys.
 */
class RowsTest {

  private static final Set<Object> MADE = made();

  /** Read with the network, and with whose label it is: where they stand, they make nothing. */
  private static final Set<String> READ_LATER = Set.of("discriminator", "alarms");

  /** A row, named by its first key. */
  private record Row(ObjectShape<?> shape) {
    @Override
    public String toString() {
      return String.join(", ", shape.names());
    }
  }

  @Test
  void usageExample() {
    Section written = section(LearnKeys.OPTIMIZER, "{adagrad: {epsilon: 0.01}}");

    assertThat(LearnKeys.OPTIMIZER.read(written))
        .isEqualTo(new OptimizerSpec.Adagrad(0.01f, 0.01f));
  }

  @Test
  void everyFormatHasAName() {
    assertThat(Format.NAMES.values()).containsExactly(Format.values());
  }

  @Test
  void aKeyThatIsNotDeclaredIsASlipAndNotAbsent() {
    Section written = section(LearnKeys.LEARN, "{}");

    assertThatThrownBy(() -> written.isWritten("optimiser"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no such key is declared: optimiser");
  }

  @ParameterizedTest
  @MethodSource("families")
  void everyKindIsMadeByARow(Class<?> family) {
    assertThat(MADE).containsAll(kinds(family));
  }

  private static Stream<Class<?>> families() {
    return Stream.of(
        LayerSpec.class,
        OptimizerSpec.class,
        ScheduleSpec.class,
        Clipping.class,
        FeatureSpec.class,
        FeatureSpec.Scaling.class,
        ValueLoss.class,
        Target.class,
        TargetRule.class,
        DetectorConfig.class,
        Activation.class,
        Initializer.class,
        Pooling.class,
        RecurrentSpec.Cell.class,
        RecurrentSpec.Over.class,
        RecurrentSpec.Steps.class,
        SequenceSpec.Position.Kind.class,
        AdversarialLoss.class,
        FeatureSpec.Unit.class,
        FeatureSpec.TimePart.class,
        Start.class);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRowMakesAValueOfItsDefaults(Row row) {
    assertThat(make(row.shape(), Samples.least(row.shape()))).isPresent();
  }

  /** So no key is declared that nothing reads, and none is read as another. */
  @ParameterizedTest
  @MethodSource("rowsThatMakeOther")
  void everyKeyChangesWhatItsRowMakes(Row row) {
    Object before = make(row.shape(), Samples.least(row.shape())).orElseThrow();
    for (Key<?> key : row.shape().keys()) {
      List<String> samples = Samples.of(key.shape());
      boolean changes =
          samples.stream()
              .flatMap(value -> make(row.shape(), Samples.with(row.shape(), key, value)).stream())
              .anyMatch(after -> differs(before, after, key.name()));
      boolean isFixed = samples.size() == 1 || READ_LATER.contains(key.name());
      assertThat(changes || isFixed).as(key.name()).isTrue();
    }
  }

  private static Stream<Row> rows() {
    Set<ObjectShape<?>> rows = new LinkedHashSet<>();
    addRows(Declaration.SPEC, rows);
    return rows.stream().filter(row -> !row.keys().isEmpty()).map(Row::new);
  }

  /** Without the objects that are kept as they are checked. */
  private static Stream<Row> rowsThatMakeOther() {
    return rows()
        .filter(
            row ->
                make(row.shape(), Samples.least(row.shape()))
                    .filter(Section.class::isInstance)
                    .isEmpty());
  }

  private static void addRows(Shape<?> declared, Set<ObjectShape<?>> rows) {
    Shape<?> shape = declared.bare();
    if (shape instanceof ObjectShape<?> object && rows.add(object)) {
      object.keys().forEach(key -> addRows(key.shape(), rows));
    }
    if (shape instanceof VariantShape<?> variants) {
      variants.variants().forEach(variant -> addRows(variant.shape(), rows));
    }
    if (shape instanceof EitherShape<?> either) {
      addRows(either.first(), rows);
      addRows(either.second(), rows);
    }
    if (shape instanceof ListShape<?> list) {
      addRows(list.item(), rows);
    }
  }

  /** Whether the part of this name differs, where both have one; the whole otherwise. */
  private static boolean differs(Object before, Object after, String name) {
    Optional<Object> was = component(before, name);
    Optional<Object> is = component(after, name);
    return was.isPresent() && is.isPresent()
        ? !Objects.equals(was, is)
        : !Objects.equals(before, after);
  }

  private static Optional<Object> component(Object made, String name) {
    return made instanceof Record
        ? Stream.of(made.getClass().getRecordComponents())
            .filter(component -> component.getName().equals(name))
            .map(component -> valueOf(component, made))
            .findFirst()
        : Optional.empty();
  }

  /** What the row makes of a value; empty where the value's parts do not go together. */
  private static Optional<Object> make(ObjectShape<?> shape, String yaml) {
    Section section = section(shape, yaml);
    try {
      return shape.made(section).map(made -> whole(made, section));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a rule between keys, found elsewhere
    }
  }

  private static Section section(Shape<?> shape, String yaml) {
    Findings findings = new Findings("row.yaml");
    Optional<Object> checked = shape.check(YamlReader.read(yaml, findings), Place.ROOT, findings);
    findings.throwIfAny();
    return (Section) checked.orElseThrow();
  }

  /** A form, where it stands in a spec; anything else as it is. */
  private static Object whole(Object made, Section section) {
    if (made instanceof LayerForm layer) {
      return layer.at(new AnySite());
    }
    if (made instanceof TargetKeys.Form target) {
      return target.read(
          new TargetReader(section, field -> List.of("low", "high"), new Findings("row.yaml")));
    }
    return made;
  }

  private record AnySite() implements LayerForm.Site {
    @Override
    public io.gradstream.network.spec.Shape input() {
      return new io.gradstream.network.spec.Shape(List.of(6, 4));
    }

    @Override
    public Optional<FeatureSpec.Tokens> tokens() {
      return Optional.of(FeatureSpec.Tokens.bytes("text", 6));
    }

    @Override
    public List<LayerSpec> within(List<Section> layers) {
      return layers.stream().map(layer -> LayerKeys.LAYER.read(layer).at(this)).toList();
    }

    @Override
    public List<LayerSpec> instead(List<Section> layers) {
      return within(layers);
    }

    @Override
    public io.gradstream.network.spec.Shape part(String name) {
      return input();
    }
  }

  /** Classes and constants of all that any row makes of any sample. */
  private static Set<Object> made() {
    Set<Object> made = new HashSet<>();
    made.add(KswinConfig.class); // of each input that is watched: what `inputs` declares
    rowsThatMakeOther()
        .map(Row::shape)
        .flatMap(RowsTest::values)
        .forEach(value -> addKinds(value, made));
    features().forEach(feature -> addKinds(feature, made));
    return made;
  }

  private static Stream<Object> values(ObjectShape<?> row) {
    return Stream.of(Samples.of(row), Samples.ofAll(row.keys()))
        .flatMap(List::stream)
        .flatMap(yaml -> make(row, yaml).stream());
  }

  /** Features of every kind, with all keys of its own, each of them in all its ways. */
  private static Stream<FeatureSpec> features() {
    return FeatureKeys.AS_NAMES.values().stream()
        .flatMap(as -> samples(as).flatMap(yaml -> feature(as, yaml).stream()));
  }

  /** The keys that say how long a window is do not go together. */
  private static Stream<String> samples(FeatureKeys.As as) {
    return as.kind().name().equals("window")
        ? Stream.of("{last: 3}", "{span: 4h, stride: 1h, by: b}")
        : Samples.ofAll(as.kind().part().keys()).stream();
  }

  private static Optional<FeatureSpec> feature(FeatureKeys.As as, String yaml) {
    Section own = section(new ObjectShape<>(as.kind().part()), yaml);
    FeatureKind.Site site =
        new FeatureKind.Site(
            own,
            "a",
            as.parts(),
            4,
            Optional.of("at"),
            new FieldUses(new Findings("row.yaml")),
            new Findings("row.yaml"));
    return as.kind().part().find(own).flatMap(form -> form.at(site));
  }

  private static void addKinds(Object value, Set<Object> kinds) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(present -> addKinds(present, kinds));
    } else if (value instanceof Collection<?> items) {
      items.forEach(item -> addKinds(item, kinds));
    } else if (value instanceof Enum<?>) {
      kinds.add(value);
    } else if (value instanceof Record) {
      kinds.add(value.getClass());
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        addKinds(valueOf(component, value), kinds);
      }
    }
  }

  private static Object valueOf(RecordComponent component, Object made) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(made);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** All constants of an enum, or all records of a sealed family. */
  private static List<Object> kinds(Class<?> family) {
    if (family.isEnum()) {
      return List.of(family.getEnumConstants());
    }
    if (!family.isSealed()) {
      return List.of(family);
    }
    List<Object> kinds = new ArrayList<>();
    for (Class<?> permitted : family.getPermittedSubclasses()) {
      kinds.addAll(kinds(permitted));
    }
    return kinds;
  }
}
