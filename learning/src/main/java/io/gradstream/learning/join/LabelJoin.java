package io.gradstream.learning.join;

import io.gradstream.learning.Example;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.schemas.DeadLetter;

/**
 * Joins one id's events and labels, by position and not by arrival, so that the result is the same
 * for every interleaving of topics and partitions. Holds no state of its own.
 *
 * <p>An example stands at the position of the record that completed it: the later of event and
 * label; one made by a time-out stands at the time-out, then at the event's topic, partition and
 * offset. The same id again within the wait is a duplicate.
 */
public final class LabelJoin {

  public LabelJoin(LabelsSpec.OwnTopic labels) {
    throw new UnsupportedOperationException();
  }

  /** Where results go. */
  public interface Output {
    /** An event met its label. */
    void joined(Example example);

    /** An event's label did not come in time; with {@code NEGATIVE} it is learned all the same. */
    void missed(Arrived.EventArrived event, java.util.Optional<Example> negative);

    void dead(Arrived record, DeadLetter.Reason reason, String message);
  }

  /**
   * The state with one more record; the caller then calls {@link #advance} at its effective time.
   */
  public Waiting arrive(Waiting state, Arrived record) {
    throw new UnsupportedOperationException();
  }

  /** Handles everything due at or before the effective time, in position order. */
  public Waiting advance(Waiting state, long time, Output output) {
    throw new UnsupportedOperationException();
  }

  /** The next effective time at which {@link #advance} has something to do; MAX_VALUE for never. */
  public long nextTime(Waiting state) {
    throw new UnsupportedOperationException();
  }
}
