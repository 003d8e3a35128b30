package io.gradstream.operators;

import io.gradstream.learning.LearnerStore;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.operators.record.BlockId;
import io.gradstream.workbench.evaluate.EvaluatedState;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.MapStateDescriptor;

/** What a plain learner writes of one key, once, in the words of a {@link StateDump}. */
final class PlainState implements LearnerStore {

  private final String key;
  private final Map<String, String> entries = new TreeMap<>();

  PlainState(String key) {
    this.key = key;
  }

  /** What an evaluation leaves of all keys. */
  static Map<String, String> of(EvaluatedState evaluated) {
    Map<String, String> state = new TreeMap<>();
    evaluated
        .models()
        .forEach(
            (key, store) -> {
              PlainState plain = new PlainState(key);
              store.copyTo(plain);
              state.putAll(plain.entries());
            });
    return state;
  }

  Map<String, String> entries() {
    return entries;
  }

  @Override
  public float[] block(String member, NetworkVector vector, int block) {
    return null;
  }

  @Override
  public void putBlock(String member, NetworkVector vector, int block, float[] values) {
    put(StateNames.BLOCKS, new BlockId(member, vector, block), values);
  }

  @Override
  public byte[] part(Part part, int index) {
    return null;
  }

  @Override
  public void putPart(Part part, int index, byte[] bytes) {
    put(StateNames.part(part), index, bytes);
  }

  private <K, V> void put(MapStateDescriptor<K, V> state, K place, V value) {
    entries.put(
        StateDump.place(state, key, place), StateDump.digest(state.getValueSerializer(), value));
  }

  @Override
  public void forget(Predicate<String> members, IntPredicate indexes) {
    throw new IllegalStateException("what is written once has nothing to forget");
  }

  @Override
  public void clear() {
    entries.clear();
  }
}
