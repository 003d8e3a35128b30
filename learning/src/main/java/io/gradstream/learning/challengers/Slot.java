package io.gradstream.learning.challengers;

import io.gradstream.learning.LearnerStore;
import io.gradstream.network.spec.NetworkVector;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * A place in the store of one model key for one of those who learn it: its blocks under names of
 * its own, its parts at indexes of its own, below 0.
 */
final class Slot implements LearnerStore {

  private static final String PREFIX = "challengers.";
  private static final int INDEXES = 1 << 27; // above every index of a part of one learner

  private final LearnerStore store;
  private final String prefix; // of members' names
  private final int first; // index

  private Slot(LearnerStore store, String prefix, int first) {
    this.store = store;
    this.prefix = prefix;
    this.first = first;
  }

  /** The place of the spec's own model, where it always lay. */
  static Slot ofMain(LearnerStore store) {
    return new Slot(store, "", 0);
  }

  /**
   * @param number in 0..7, as many as a spec may declare
   */
  static Slot ofChallenger(LearnerStore store, int number) {
    return new Slot(store, PREFIX + number + ".", Integer.MIN_VALUE + number * INDEXES);
  }

  private boolean has(String member) {
    return first == 0 ? !member.startsWith(PREFIX) : member.startsWith(prefix);
  }

  private boolean has(int index) {
    return index >= first && index - first >= 0 && (first == 0 || index - first < INDEXES);
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
    return store.part(part, first + index);
  }

  @Override
  public void putPart(Part part, int index, byte[] bytes) {
    store.putPart(part, first + index, bytes);
  }

  @Override
  public void forget(Predicate<String> members, IntPredicate indexes) {
    store.forget(
        member -> has(member) && members.test(member.substring(prefix.length())),
        index -> has(index) && indexes.test(index - first));
  }

  @Override
  public void clear() {
    forget(member -> true, index -> true);
  }
}
