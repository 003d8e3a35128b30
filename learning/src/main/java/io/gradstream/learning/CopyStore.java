package io.gradstream.learning;

import io.gradstream.network.spec.NetworkVector;

/** The place of a second learner in the store of a first. */
final class CopyStore implements LearnerStore {

  /** Above every index of a part that a learner has. */
  static final int FIRST_INDEX = 1 << 24;

  private final LearnerStore store;
  private final String prefix;

  /**
   * @param prefix of the members' names
   */
  CopyStore(LearnerStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  @Override
  public float[] block(String member, NetworkVector vector, int block) {
    return store.block(prefix + member, vector, block);
  }

  @Override
  public void putBlock(String member, NetworkVector vector, int block, float[] values) {
    store.putBlock(prefix + member, vector, block, values);
  }

  @Override
  public byte[] part(Part part, int index) {
    return store.part(part, FIRST_INDEX + index);
  }

  @Override
  public void putPart(Part part, int index, byte[] bytes) {
    store.putPart(part, FIRST_INDEX + index, bytes);
  }

  @Override
  public void forget(String members, int firstIndex) {
    store.forget(prefix + members, FIRST_INDEX + firstIndex);
  }

  @Override
  public void clear() {
    store.forget(prefix, FIRST_INDEX);
  }
}
