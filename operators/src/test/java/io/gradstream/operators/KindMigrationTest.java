package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.operators.ReadingKind.Reading;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** State that an old kind wrote, in the hands of a newer one: Flink's own migration. */
@SuppressWarnings("try") // Flink's harnesses declare close() to throw Exception
class KindMigrationTest {

  static Stream<StateBackend> backends() {
    return Stream.of(new HashMapStateBackend(), RocksDb.backend());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aNewerKindTakesOverWhatTheOldOneWrote(StateBackend backend) throws Exception {
    OperatorSubtaskState migrated;
    try (Station station = Station.open(backend, ReadingKind.FINE, written(backend))) {
      assertThat(station.measure("oslo", 4.25)).containsExactly(reading("oslo", 3));
      assertThat(station.measure("oslo", 5.5))
          .containsExactly(reading("oslo", 4.25), reading("oslo", 3));
      assertThat(station.everything())
          .containsExactly(
              reading("oslo", 3), reading("rome", 20), reading("oslo", 4.25), reading("oslo", 5.5));
      migrated = station.snapshot(2, 2);
    }
    try (Station station = Station.open(backend, ReadingKind.FINE, migrated)) {
      assertThat(station.measure("rome", 21)).containsExactly(reading("rome", 20));
      assertThat(station.measure("oslo", 6))
          .containsExactly(reading("oslo", 5.5), reading("oslo", 4.25), reading("oslo", 3));
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void anyOtherKindIsRefusedByTheNamesOfBoth(StateBackend backend) throws Exception {
    OperatorSubtaskState old = written(backend);

    assertThatThrownBy(() -> Station.open(backend, ReadingKind.STRANGE, old).close())
        .hasStackTraceContaining(
            "the checkpoint holds state of kind WHOLE, which STRANGE of this release does not take"
                + " over; restore it with the release that wrote it");
  }

  @ParameterizedTest
  @MethodSource("backends")
  void thereIsNoWayBack(StateBackend backend) throws Exception {
    OperatorSubtaskState newer;
    try (Station station = Station.open(backend, ReadingKind.FINE, null)) {
      station.measure("oslo", 3.5);
      newer = station.snapshot(1, 1);
    }

    assertThatThrownBy(() -> Station.open(backend, ReadingKind.WHOLE, newer).close())
        .hasStackTraceContaining("kind FINE, which WHOLE");
  }

  private static OperatorSubtaskState written(StateBackend backend) throws Exception {
    try (Station station = Station.open(backend, ReadingKind.WHOLE, null)) {
      station.measure("oslo", 3);
      station.measure("rome", 20);
      return station.snapshot(1, 1);
    }
  }

  private static Reading reading(String station, double celsius) {
    return new Reading(station, celsius);
  }

  /** Keeps readings in a keyed value, a keyed map and a list of the operator's. */
  private static final class Keeper extends AbstractStreamOperator<Reading>
      implements OneInputStreamOperator<Reading, Reading> {

    private static final long serialVersionUID = 1;

    private final ReadingKind kind;
    private transient ListState<Reading> everything;
    private transient ValueState<Reading> last;
    private transient MapState<Integer, Reading> before;

    Keeper(ReadingKind kind) {
      this.kind = kind;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      everything =
          context
              .getOperatorStateStore()
              .getListState(new ListStateDescriptor<>("everything", new CodecSerializer<>(kind)));
    }

    @Override
    public void open() throws Exception {
      super.open();
      last = getPartitionedState(new ValueStateDescriptor<>("last", new CodecSerializer<>(kind)));
      before =
          getPartitionedState(
              new MapStateDescriptor<>(
                  "before", IntSerializer.INSTANCE, new CodecSerializer<>(kind)));
    }

    /** Emits the key's last reading and then all before it, newest first. */
    @Override
    public void processElement(StreamRecord<Reading> element) throws Exception {
      int count = 0;
      while (before.contains(count)) {
        count++;
      }
      Reading newest = last.value();
      if (newest != null) {
        output.collect(new StreamRecord<>(newest));
        for (int i = count - 1; i >= 0; i--) {
          output.collect(new StreamRecord<>(before.get(i)));
        }
        before.put(count, newest);
      }
      last.update(element.getValue());
      everything.add(element.getValue());
    }
  }

  /** The keeper in Flink's operator harness. */
  private static final class Station
      extends KeyedOneInputStreamOperatorTestHarness<String, Reading, Reading> {

    private final Keeper keeper;

    private Station(Keeper keeper) throws Exception {
      super(keeper, Reading::station, Types.STRING);
      this.keeper = keeper;
      setup(new CodecSerializer<>(ReadingKind.FINE));
    }

    static Station open(StateBackend backend, ReadingKind kind, OperatorSubtaskState state)
        throws Exception {
      Station station = new Station(new Keeper(kind));
      station.setStateBackend(backend);
      if (state == null) {
        station.initializeEmptyState();
      } else {
        station.initializeState(state);
      }
      station.open();
      return station;
    }

    List<Reading> measure(String station, double celsius) throws Exception {
      processElement(new StreamRecord<>(new Reading(station, celsius)));
      List<Reading> known = extractOutputValues();
      getOutput().clear();
      return known;
    }

    List<Reading> everything() throws Exception {
      return StreamSupport.stream(keeper.everything.get().spliterator(), false).toList();
    }
  }
}
