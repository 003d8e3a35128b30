package io.gradstream.faults.dump;

import io.gradstream.learning.LearnerStore;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.record.BlockId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Takes down what a plain learner writes of one key, in the words in which a {@link Dump} of a job
 * tells the learner's state.
 */
public final class PlainState implements LearnerStore {

  private final String key;
  private final Map<String, String> entries = new TreeMap<>();

  public PlainState(String key) {
    this.key = key;
  }

  /** Places and digests of all that was written last. */
  public Map<String, String> entries() {
    return entries;
  }

  @Override
  public float[] block(String member, NetworkVector vector, int block) {
    return null;
  }

  @Override
  public void putBlock(String member, NetworkVector vector, int block, float[] values) {
    put(
        StateNames.BLOCKS.getName(),
        new BlockId(member, vector, block),
        StateNames.BLOCKS.getValueSerializer(),
        values);
  }

  @Override
  public byte[] part(Part part, int index) {
    return null;
  }

  @Override
  public void putPart(Part part, int index, byte[] bytes) {
    put(StateNames.part(part).getName(), index, StateNames.part(part).getValueSerializer(), bytes);
  }

  @Override
  public void forget(Predicate<String> members, IntPredicate indexes) {
    throw new IllegalStateException("what is written once has nothing to forget");
  }

  @Override
  public void clear() {
    entries.clear();
  }

  private <T> void put(String state, Object place, TypeSerializer<T> serializer, T value) {
    DataOutputSerializer out = new DataOutputSerializer(64);
    try {
      serializer.serialize(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written to", e);
    }
    entries.put(
        String.join("/", StateNames.LEARNER, state, key, place.toString()),
        Dump.digest(out.getCopyOfBuffer()));
  }
}
