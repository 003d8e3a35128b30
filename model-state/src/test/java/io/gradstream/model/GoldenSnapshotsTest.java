package io.gradstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.event.EpochUnit;
import io.gradstream.features.event.Event;
import io.gradstream.network.spec.BlockSpec;
import io.gradstream.network.spec.LayerSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenSnapshotsTest {

  private static final int FIRST_FORMAT = 1;
  private static final int NEWEST_FORMAT = 3; // of all but what only a later one can hold

  /**
   * {@code ./mvnw test -pl model-state -Dtest=GoldenSnapshotsTest -Dgradstream.write=true} writes
   * the files of a new architecture or format.
   */
  @BeforeAll
  static void writeThoseThatAreMissing() throws IOException {
    if (Boolean.getBoolean("gradstream.write")) {
      GoldenSnapshots.writeMissing(NEWEST_FORMAT, GoldenSnapshots.FOLDER);
      GoldenSnapshots.writeUnits(GoldenSnapshots.FOLDER);
      GoldenSnapshots.writeBounds(GoldenSnapshots.FOLDER);
      GoldenSnapshots.writeMedia(GoldenSnapshots.FOLDER);
      GoldenSnapshots.writeSource(GoldenSnapshots.FOLDER);
      GoldenSnapshots.writeWindow(GoldenSnapshots.FOLDER);
      GoldenSnapshots.writeIntervals(GoldenSnapshots.FOLDER);
    }
  }

  static Stream<Arguments> everySnapshotEverWritten() {
    return IntStream.rangeClosed(FIRST_FORMAT, NEWEST_FORMAT)
        .boxed()
        .flatMap(
            format ->
                GoldenSnapshots.TARGETS.keySet().stream()
                    .map(target -> Arguments.of(format, target)));
  }

  static Stream<Arguments> everyArchitectureEverWritten() {
    return IntStream.rangeClosed(2, NEWEST_FORMAT)
        .boxed()
        .flatMap(format -> Stream.of(Architectures.values()).map(of -> Arguments.of(format, of)));
  }

  static Stream<Arguments> everySnapshotOfTheNewestFormat() {
    return GoldenSnapshots.TARGETS.keySet().stream()
        .map(target -> Arguments.of(NEWEST_FORMAT, target));
  }

  @ParameterizedTest
  @MethodSource("everySnapshotEverWritten")
  void anOldSnapshotIsStillRead(int format, String target) throws IOException {
    ModelSnapshot snapshot = SnapshotCodec.decode(GoldenSnapshots.snapshot(format, target));

    assertThat(snapshot.spec()).isEqualTo(Flights.spec(GoldenSnapshots.TARGETS.get(target)));
    assertThat(snapshot.version()).isEqualTo(GoldenSnapshots.VERSION);
    assertThat(snapshot.lineage()).isEqualTo(Flights.LINEAGE);
  }

  @ParameterizedTest
  @MethodSource("everySnapshotEverWritten")
  void anOldSnapshotStillPredictsTheSame(int format, String target) throws IOException {
    List<float[]> expected = GoldenSnapshots.predictions(format, target);
    try (Model model = Model.of(SnapshotCodec.decode(GoldenSnapshots.snapshot(format, target)))) {
      Iterator<float[]> next = expected.iterator();
      for (Event event : Flights.events()) {
        // Those of before were made by the kernels of one kind of CPU.
        assertThat(floats(model.predict(event))).containsExactly(next.next(), within(1e-5f));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everySnapshotOfTheNewestFormat")
  void theNewestFormatIsWrittenAsItAlwaysWas(int format, String target) throws IOException {
    byte[] golden = GoldenSnapshots.snapshot(format, target);

    assertThat(SnapshotCodec.encode(SnapshotCodec.decode(golden)))
        .isEqualTo(GoldenSnapshots.withoutKernels(golden));
  }

  @ParameterizedTest
  @MethodSource("everyArchitectureEverWritten")
  void everyKindOfLayerIsReadAndPredictsTheSame(int format, Architectures of) throws IOException {
    String name = GoldenSnapshots.name(of);
    byte[] golden = GoldenSnapshots.snapshot(format, name);
    ModelSnapshot snapshot = SnapshotCodec.decode(golden);
    Iterator<float[]> next = GoldenSnapshots.predictions(format, name).iterator();

    assertThat(snapshot.spec()).isEqualTo(of.spec());
    if (format == NEWEST_FORMAT) {
      assertThat(SnapshotCodec.encode(snapshot)).isEqualTo(GoldenSnapshots.withoutKernels(golden));
    }
    try (Model model = Model.of(snapshot)) {
      for (Event event : of.events()) {
        assertThat(floats(model.predict(event))).containsExactly(next.next(), within(1e-5f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfPoolIsReadAndPredictsTheSame(Pools of) throws IOException {
    String name = GoldenSnapshots.name(of);
    byte[] golden = GoldenSnapshots.snapshot(of.format(), name);
    ModelSnapshot snapshot = SnapshotCodec.decode(golden);
    Iterator<float[]> next = GoldenSnapshots.predictions(of.format(), name).iterator();

    assertThat(snapshot.spec()).isEqualTo(of.spec());
    assertThat(SnapshotCodec.encode(snapshot)).isEqualTo(GoldenSnapshots.withoutKernels(golden));
    try (Model model = Model.of(snapshot)) {
      for (Event event : of.events()) {
        assertThat(floats(model.predict(event))).containsExactly(next.next(), within(1e-4f));
      }
    }
  }

  @Test
  void numbersWithBoundsAreReadAndPredictTheSame() throws IOException {
    bounded("bounded-regression", Flights.events());
    bounded("bounded-value-pool", Pools.VALUE_POOL.events());
  }

  private static void bounded(String name, List<Event> events) throws IOException {
    byte[] golden = GoldenSnapshots.snapshot(3, name);
    ModelSnapshot snapshot = SnapshotCodec.decode(golden);
    Iterator<float[]> next = GoldenSnapshots.predictions(3, name).iterator();

    assertThat(SnapshotCodec.encode(snapshot)).isEqualTo(golden);
    try (Model model = Model.of(snapshot)) {
      for (Event event : events) {
        assertThat(floats(model.predict(event))).containsExactly(next.next(), within(1e-4f));
      }
    }
  }

  @Test
  void timesInAUnitAreReadAndPredictTheSame() throws IOException {
    byte[] golden = GoldenSnapshots.snapshot(5, "units");
    ModelSnapshot snapshot = SnapshotCodec.decode(golden);
    Iterator<float[]> next = GoldenSnapshots.predictions(5, "units").iterator();

    assertThat(snapshot.spec().events().fields().get(0).unit()).contains(EpochUnit.SECONDS);
    assertThat(snapshot.spec().events().fields().get(1).unit()).isEmpty();
    assertThat(SnapshotCodec.encode(snapshot)).isEqualTo(GoldenSnapshots.withoutKernels(golden));
    try (Model model = Model.of(snapshot)) {
      for (Event event : Flights.events()) {
        assertThat(floats(model.predict(event))).containsExactly(next.next(), within(1e-5f));
      }
    }
  }

  @Test
  void windowsAreReadAndPredictTheSame() throws IOException {
    byte[] golden = GoldenSnapshots.snapshot(6, "window");
    ModelSnapshot snapshot = SnapshotCodec.decode(golden);
    Iterator<float[]> next = GoldenSnapshots.predictions(6, "window").iterator();

    assertThat(snapshot.spec().features()).containsExactly(WindowModel.WINDOW);
    try (Model model = Model.of(snapshot)) {
      assertThat(SnapshotCodec.encode(model.snapshot(snapshot.version(), snapshot.lineage())))
          .isEqualTo(golden);
      for (Event event : WindowModel.events()) {
        assertThat(floats(model.predict(event))).containsExactly(next.next(), within(1e-5f));
      }
    }
  }

  @Test
  void boundsOfAnswersAreReadAndStayTheSame() throws IOException {
    byte[] golden = GoldenSnapshots.snapshot(7, "intervals");
    ModelSnapshot snapshot = SnapshotCodec.decode(golden);
    Iterator<float[]> next = GoldenSnapshots.predictions(7, "intervals").iterator();

    assertThat(snapshot.spec().target().intervals()).contains(0.9);
    try (Model model = Model.of(snapshot)) {
      assertThat(SnapshotCodec.encode(model.snapshot(snapshot.version(), snapshot.lineage())))
          .isEqualTo(golden);
      for (Event event : Flights.events()) {
        assertThat(floats(model.predict(event)))
            .hasSize(3)
            .containsExactly(next.next(), within(1e-4f));
      }
    }
  }

  @Test
  void picturesAndSoundsAreReadAndPredictTheSame() throws IOException {
    byte[] golden = GoldenSnapshots.snapshot(5, "media");
    ModelSnapshot snapshot = SnapshotCodec.decode(golden);
    Iterator<float[]> next = GoldenSnapshots.predictions(5, "media").iterator();

    assertThat(snapshot.spec().events().fields().get(0).medium()).contains(MediaModel.PICTURE);
    assertThat(snapshot.spec().events().fields().get(1).medium()).contains(MediaModel.SOUND);
    assertThat(SnapshotCodec.encode(snapshot)).isEqualTo(golden);
    try (Model model = Model.of(snapshot)) {
      for (Event event : MediaModel.events()) {
        assertThat(floats(model.predict(event))).containsExactly(next.next(), within(1e-5f));
      }
    }
  }

  @Test
  void aModelThatWentBackIsReadWithItsSourceAndPredictsTheSame() throws IOException {
    byte[] golden = GoldenSnapshots.snapshot(6, "source");
    ModelSnapshot snapshot = SnapshotCodec.decode(golden);
    Iterator<float[]> next = GoldenSnapshots.predictions(6, "source").iterator();

    assertThat(snapshot.lineage()).isEqualTo(Flights.LINEAGE_WITH_SOURCE);
    assertThat(SnapshotCodec.encode(snapshot)).isEqualTo(golden);
    try (Model model = Model.of(snapshot)) {
      for (Event event : Flights.events()) {
        assertThat(floats(model.predict(event))).containsExactly(next.next(), within(1e-5f));
      }
    }
  }

  @Test
  void everyKindOfLayerIsInAGoldenFile() {
    Set<Class<?>> kinds = new HashSet<>();
    for (Architectures of : Architectures.values()) {
      addKinds(of.spec().layers(), kinds);
    }

    assertThat(kinds).isEqualTo(LayerBody.LAYERS.types());
  }

  @Test
  void everyKindOfTargetAndFeatureIsInAGoldenFile() {
    Set<Class<?>> targets = new HashSet<>();
    Set<Class<?>> features = new HashSet<>();
    List<ModelSpec> specs = new ArrayList<>();
    GoldenSnapshots.TARGETS.values().forEach(target -> specs.add(Flights.spec(target)));
    Stream.of(Architectures.values()).map(Architectures::spec).forEach(specs::add);
    Stream.of(Pools.values()).map(Pools::spec).forEach(specs::add);
    specs.add(WindowModel.spec());
    for (ModelSpec spec : specs) {
      targets.add(spec.target().getClass());
      spec.features().forEach(feature -> features.add(feature.getClass()));
    }

    assertThat(targets).isEqualTo(TargetBody.TARGETS.types());
    assertThat(features).isEqualTo(FeatureBody.FEATURES.types());
  }

  private static void addKinds(List<LayerSpec> layers, Set<Class<?>> kinds) {
    for (LayerSpec layer : layers) {
      kinds.add(layer.getClass());
      if (layer instanceof BlockSpec.Residual residual) {
        addKinds(residual.layers(), kinds);
      } else if (layer instanceof BlockSpec.Concat concat) {
        concat.branches().forEach(branch -> addKinds(branch.layers(), kinds));
      }
    }
  }

  private static float[] floats(double[] answer) {
    float[] floats = new float[answer.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) answer[i];
    }
    return floats;
  }
}
