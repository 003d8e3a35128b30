package io.gradstream.operators.learn;

import io.gradstream.learning.LearnerStore;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.operators.record.BlockId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.MapState;

/**
 * A learner's store in Flink's keyed state: of whichever key is current when it is called. Blocks
 * and parts are states of their own, so a backend writes only what has changed.
 */
final class KeyedLearnerStore implements LearnerStore {

  /** Opens a keyed state. */
  interface States {
    MapState<Integer, byte[]> part(Part part) throws Exception;
  }

  private final MapState<BlockId, float[]> blocks;
  private final Map<Part, MapState<Integer, byte[]>> parts = new EnumMap<>(Part.class);

  KeyedLearnerStore(MapState<BlockId, float[]> blocks, States states) throws Exception {
    this.blocks = blocks;
    for (Part part : Part.values()) {
      parts.put(part, states.part(part));
    }
  }

  @Override
  public float[] block(String member, NetworkVector vector, int block) {
    return StateAccess.read(() -> blocks.get(new BlockId(member, vector, block)));
  }

  @Override
  public void putBlock(String member, NetworkVector vector, int block, float[] values) {
    StateAccess.write(() -> blocks.put(new BlockId(member, vector, block), values));
  }

  @Override
  public byte[] part(Part part, int index) {
    return StateAccess.read(() -> parts.get(part).get(index));
  }

  @Override
  public void putPart(Part part, int index, byte[] bytes) {
    StateAccess.write(() -> parts.get(part).put(index, bytes));
  }

  @Override
  public void forget(Predicate<String> members, IntPredicate indexes) {
    StateAccess.write(() -> removeIf(blocks, block -> members.test(block.member())));
    for (MapState<Integer, byte[]> part : parts.values()) {
      StateAccess.write(() -> removeIf(part, indexes::test));
    }
  }

  private static <K> void removeIf(MapState<K, ?> state, Predicate<K> gone) throws Exception {
    List<K> keys = new ArrayList<>();
    for (K key : state.keys()) {
      if (gone.test(key)) {
        keys.add(key);
      }
    }
    for (K key : keys) {
      state.remove(key);
    }
  }

  @Override
  public void clear() {
    blocks.clear();
    parts.values().forEach(MapState::clear);
  }
}
