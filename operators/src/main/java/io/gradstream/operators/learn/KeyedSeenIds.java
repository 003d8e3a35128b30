package io.gradstream.operators.learn;

import io.gradstream.learning.SeenIds;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;

/** The ids a model has learned, in Flink's keyed state: of whichever key is current. */
final class KeyedSeenIds implements SeenIds.Memory {

  private final ValueState<Long> epoch;
  private final List<MapState<String, Long>> halves;

  KeyedSeenIds(ValueState<Long> epoch, MapState<String, Long> even, MapState<String, Long> odd) {
    this.epoch = epoch;
    halves = List.of(even, odd);
  }

  @Override
  public Long epoch() {
    return StateAccess.read(epoch::value);
  }

  @Override
  public void setEpoch(long current) {
    StateAccess.write(() -> epoch.update(current));
  }

  @Override
  public Long get(int half, String id) {
    return StateAccess.read(() -> halves.get(half).get(id));
  }

  @Override
  public void put(int half, String id, long time) {
    StateAccess.write(() -> halves.get(half).put(id, time));
  }

  @Override
  public void clear(int half) {
    halves.get(half).clear();
  }
}
