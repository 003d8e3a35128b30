package io.gradstream.operators.ml;

import io.gradstream.learning.LearnerStore;
import io.gradstream.network.spec.NetworkVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;

/** The learner's durable state in Flink's keyed state, under the operator's one key. */
final class OneKeyStore implements LearnerStore {

  private final MapState<String, float[]> blocks;
  private final MapState<String, byte[]> parts;

  OneKeyStore(KeyedStateStore states) {
    blocks = states.getMapState(MlStateNames.BLOCKS);
    parts = states.getMapState(MlStateNames.PARTS);
  }

  @Override
  public float[] block(String member, NetworkVector vector, int block) {
    return get(blocks, member + "/" + name(vector, block));
  }

  @Override
  public void putBlock(String member, NetworkVector vector, int block, float[] values) {
    put(blocks, member + "/" + name(vector, block), values);
  }

  @Override
  public byte[] part(Part part, int index) {
    return get(parts, name(part, index));
  }

  @Override
  public void putPart(Part part, int index, byte[] bytes) {
    put(parts, name(part, index), bytes);
  }

  /** Learners of tables look out for no drift, so they have no second learner. */
  @Override
  public void forget(Predicate<String> members, IntPredicate indexes) {
    throw new IllegalStateException("no members are forgotten");
  }

  @Override
  public void clear() {
    blocks.clear();
    parts.clear();
  }

  private static String name(Enum<?> of, int index) {
    return of.name() + "/" + index;
  }

  private static <V> V get(MapState<String, V> state, String name) {
    try {
      return state.get(name);
    } catch (Exception e) {
      throw new UncheckedIOException("cannot read " + name, new IOException(e));
    }
  }

  private static <V> void put(MapState<String, V> state, String name, V value) {
    try {
      state.put(name, value);
    } catch (Exception e) {
      throw new UncheckedIOException("cannot write " + name, new IOException(e));
    }
  }
}
