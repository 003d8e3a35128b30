package io.gradstream.operators.learn;

import io.gradstream.learning.seen.IdStore;
import io.gradstream.learning.seen.SeenIds;
import io.gradstream.operators.StateNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;

/** The ids that a model has seen, in Flink's keyed state: of whichever key is current. */
final class SeenIdsState implements IdStore {

  /** Opens a keyed state. */
  interface States {
    <S extends State> S open(StateDescriptor<S, ?> state) throws Exception;
  }

  private final ValueState<byte[]> counts;
  private final List<MapState<Integer, byte[]>> halves;

  // As releases before wrote them: an entry of a map for each id.
  private final boolean isFromBefore;
  private final ValueState<Long> epochBefore;
  private final List<MapState<String, Long>> halvesBefore;

  SeenIdsState(States states, KeyedStateBackend<String> backend) throws Exception {
    counts = states.open(StateNames.SEEN_COUNTS);
    halves = List.of(states.open(StateNames.seen(0)), states.open(StateNames.seen(1)));
    epochBefore = states.open(StateNames.SEEN_EPOCH);
    halvesBefore =
        List.of(states.open(StateNames.seenBefore(0)), states.open(StateNames.seenBefore(1)));
    try (Stream<String> keys =
        backend.getKeys(StateNames.SEEN_EPOCH.getName(), VoidNamespace.INSTANCE)) {
      isFromBefore = keys.findAny().isPresent();
    }
  }

  /** Takes over what a release before has left of the current key, which has nothing newer then. */
  void takeOver(SeenIds.Memory into) {
    Long epoch = isFromBefore ? StateAccess.read(epochBefore::value) : null;
    if (epoch == null) {
      return;
    }
    into.setEpoch(epoch);
    for (int half = 0; half < halvesBefore.size(); half++) {
      MapState<String, Long> before = halvesBefore.get(half);
      for (Map.Entry<String, Long> seen : inOrder(before)) {
        into.put(half, seen.getKey(), seen.getValue());
      }
      before.clear();
    }
    epochBefore.clear();
  }

  /** The same whatever the backend: by time. */
  private static List<Map.Entry<String, Long>> inOrder(MapState<String, Long> half) {
    List<Map.Entry<String, Long>> all = new ArrayList<>();
    StateAccess.write(
        () -> half.entries().forEach(seen -> all.add(Map.entry(seen.getKey(), seen.getValue()))));
    all.sort(
        Map.Entry.<String, Long>comparingByValue()
            .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())));
    return all;
  }

  @Override
  public byte[] counts() {
    return StateAccess.read(counts::value);
  }

  @Override
  public void putCounts(byte[] bytes) {
    StateAccess.write(() -> counts.update(bytes));
  }

  @Override
  public byte[] bucket(int half, int number) {
    return StateAccess.read(() -> halves.get(half).get(number));
  }

  @Override
  public void putBucket(int half, int number, byte[] ids) {
    StateAccess.write(() -> halves.get(half).put(number, ids));
  }

  @Override
  public void removeBucket(int half, int number) {
    StateAccess.write(() -> halves.get(half).remove(number));
  }

  @Override
  public void clear(int half) {
    halves.get(half).clear();
  }
}
