package io.gradstream.learning.seen;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Seen ids in maps. */
public final class InMemorySeenIds implements SeenIds.Memory {

  private final List<Map<String, Long>> halves = List.of(new HashMap<>(), new HashMap<>());
  private Long epoch;

  @Override
  public Long epoch() {
    return epoch;
  }

  @Override
  public void setEpoch(long epoch) {
    this.epoch = epoch;
  }

  @Override
  public Long get(int half, String id) {
    return halves.get(half).get(id);
  }

  @Override
  public void put(int half, String id, long time) {
    halves.get(half).put(id, time);
  }

  @Override
  public void clear(int half) {
    halves.get(half).clear();
  }

  /** Ids held. */
  public int size() {
    return halves.get(0).size() + halves.get(1).size();
  }
}
