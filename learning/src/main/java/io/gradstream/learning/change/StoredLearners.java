package io.gradstream.learning.change;

import io.gradstream.learning.Learner;
import io.gradstream.learning.LearnerStore;
import io.gradstream.learning.change.SpecChange.Kept;
import io.gradstream.learning.spec.LearnerSpec;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads stored learners, whichever spec they were written under, for a learner of the spec in
 * force. Where the old spec's state does not lie as the new one's does, a learner of the old spec
 * reads it and the new one takes over what fits. What comes out depends on the stored state and the
 * two specs alone, so it is the same after every restart. Not thread safe; lets its memory on
 * {@link #close()}.
 */
public final class StoredLearners implements AutoCloseable {

  /** Makes a learner of a spec, for any key. */
  public interface Factory {
    Learner newLearner(LearnerSpec spec, String key, long generation);
  }

  private final SpecHistory history;
  private final Factory factory;
  private final Map<Long, Kept> keptSince = new HashMap<>(); // by generation
  private LearnerSpec earlierSpec;
  private Learner earlier; // of that spec, or null; seldom needed, for one key after the other

  public StoredLearners(SpecHistory history, Factory factory) {
    this.history = history;
    this.factory = factory;
  }

  /**
   * Makes the learner the given key's: the stored one, in the generation in force, or a new one
   * when nothing is stored.
   *
   * @param learner of the spec in force
   * @throws io.gradstream.learning.DamagedStateException when the stored state cannot be read
   */
  public void read(Learner learner, String key, LearnerStore store) {
    long present = history.generation();
    if (kept(store) == Kept.STATE) {
      learner.read(key, present, store);
      learner.enter(present);
    } else {
      long written = store.generation().orElse(present);
      Learner stored = earlier(history.spec(written), key, written);
      stored.read(key, written, store);
      learner.startAnew(key, present);
      learner.takeOver(stored);
    }
  }

  /** What the spec in force can go on with of what is stored, if anything is. */
  public Kept kept(LearnerStore store) {
    long written = store.generation().orElse(history.generation());
    return written == history.generation() ? Kept.STATE : keptSince(written);
  }

  /** Whether what is stored learned as the spec in force does: the same model, the same way. */
  public boolean isAsItWas(LearnerStore store) {
    LearnerSpec written = history.spec(store.generation().orElse(history.generation()));
    return written.model().equals(history.spec().model())
        && written.learn().equals(history.spec().learn());
  }

  private Kept keptSince(long generation) {
    return keptSince.computeIfAbsent(
        generation, of -> SpecChange.between(history.spec(of), history.spec()).kept());
  }

  private Learner earlier(LearnerSpec spec, String key, long generation) {
    if (earlier == null || earlierSpec != spec) {
      close();
      earlierSpec = spec;
      earlier = factory.newLearner(spec, key, generation);
    }
    return earlier;
  }

  @Override
  public void close() {
    if (earlier != null) {
      earlier.close();
      earlier = null;
    }
  }
}
