package io.gradstream.learning;

import io.gradstream.network.spec.NetworkVector;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** A learner's state in maps, for learners that outlive their turn but not their process. */
public final class InMemoryLearnerStore implements LearnerStore {

  private record BlockName(String member, NetworkVector vector, int block) {}

  private record PartName(Part part, int index) {}

  private final Map<BlockName, float[]> blocks = new HashMap<>();
  private final Map<PartName, byte[]> parts = new HashMap<>();

  @Override
  public float[] block(String member, NetworkVector vector, int block) {
    return blocks.get(new BlockName(member, vector, block));
  }

  @Override
  public void putBlock(String member, NetworkVector vector, int block, float[] values) {
    blocks.put(new BlockName(member, vector, block), values);
  }

  /** Puts every block and part into another store. */
  public void copyTo(LearnerStore store) {
    copyBlocks(store, "");
    parts.forEach((name, bytes) -> store.putPart(name.part(), name.index(), bytes));
  }

  /** Puts every block into another store, under names that start so. */
  void copyBlocks(LearnerStore store, String prefix) {
    blocks.forEach(
        (name, values) ->
            store.putBlock(prefix + name.member(), name.vector(), name.block(), values));
  }

  @Override
  public byte[] part(Part part, int index) {
    return parts.get(new PartName(part, index));
  }

  @Override
  public void putPart(Part part, int index, byte[] bytes) {
    parts.put(new PartName(part, index), bytes);
  }

  @Override
  public void forget(Predicate<String> members, IntPredicate indexes) {
    blocks.keySet().removeIf(block -> members.test(block.member()));
    parts.keySet().removeIf(part -> indexes.test(part.index()));
  }

  @Override
  public void clear() {
    blocks.clear();
    parts.clear();
  }
}
