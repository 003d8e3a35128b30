package io.gradstream.operators;

import io.gradstream.learning.LearnerStore;
import io.gradstream.network.Network;
import java.util.Map;
import java.util.TreeMap;

/** Takes down what a plain learner writes, in the words of {@link StateDump}. */
final class DumpingStore implements LearnerStore {

  private final String key;
  private final Map<String, String> entries = new TreeMap<>();

  DumpingStore(String key) {
    this.key = key;
  }

  Map<String, String> entries() {
    return entries;
  }

  @Override
  public float[] block(Network.Vector vector, int block) {
    return null;
  }

  @Override
  public void putBlock(Network.Vector vector, int block, float[] values) {
    entries.put(
        key + "/" + StateNames.BLOCKS.getName() + "/" + BlockId.main(vector, block),
        StateDump.digest(StateNames.BLOCKS.getValueSerializer(), values));
  }

  @Override
  public byte[] part(Part part, int index) {
    return null;
  }

  @Override
  public void putPart(Part part, int index, byte[] bytes) {
    entries.put(
        key + "/" + StateNames.part(part).getName() + "/" + index,
        StateDump.digest(StateNames.part(part).getValueSerializer(), bytes));
  }
}
