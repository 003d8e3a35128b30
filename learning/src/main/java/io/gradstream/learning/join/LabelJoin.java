package io.gradstream.learning.join;

import io.gradstream.learning.Example;
import io.gradstream.learning.join.Arrived.EventArrived;
import io.gradstream.learning.join.Arrived.LabelArrived;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LabelsSpec.Otherwise;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins one id's events and labels, by position and not by arrival, so that the result is the same
 * for every interleaving of topics and partitions. Holds no state of its own.
 *
 * <p>An example stands at the position of the record that completed it: the later of event and
 * label, or the event at the time its label has settled if that is later still; one made by a
 * time-out stands at the time-out, then at the event's topic, partition and offset. The same id
 * again within the wait is a duplicate.
 *
 * <p>The wait includes its last instant: of all that happens at one effective time, records come
 * first, then the time-out. What an id goes through, with {@code within} the wait:
 *
 * <pre>
 *   nothing --event--> event held --label--> matched --event.time + within--> nothing
 *                                 --event.time + within: missed-------------> nothing
 *   nothing --label--> label held --event--> matched --event.time + within--> nothing
 *                                 --label.time + within: dead---------------> nothing
 * </pre>
 *
 * An event that meets a held event or a match, and a label that meets a held label or a match, are
 * duplicates; they change nothing.
 */
public final class LabelJoin {

  private static final long NEVER = Long.MIN_VALUE;

  private final long within; // milliseconds of event time
  private final long settle; // milliseconds of event time
  private final Otherwise otherwise;

  public LabelJoin(LabelsSpec.OwnTopic labels) {
    this.within = labels.within().toMillis();
    this.settle = labels.settle().toMillis();
    this.otherwise = labels.otherwise();
  }

  /** Where results go. */
  public interface Output {
    /** An event met its label; the example's own time may still be to come. */
    void joined(EventArrived event, Example example);

    /** An event's label did not come in time; with {@code NEGATIVE} it is learned all the same. */
    void missed(EventArrived event, Optional<Example> negative);

    void dead(Arrived record, Reason reason, String message);
  }

  /**
   * The state with one more record; the caller then calls {@link #advance} at its effective time.
   */
  public Waiting arrive(Waiting state, Arrived record) {
    List<Arrived> pending = new ArrayList<>(state.pending().size() + 1);
    pending.addAll(state.pending());
    pending.add(record);
    return new Waiting(pending, state.held(), state.forgetAt());
  }

  /** Handles everything due at or before the effective time, in position order. */
  public Waiting advance(Waiting state, long time, Output output) {
    Waiting known = new Waiting(List.of(), state.held(), state.forgetAt());
    List<Arrived> later = new ArrayList<>();
    for (Arrived record : inOrder(state.pending())) {
      long recordTime = record.position().time();
      if (recordTime > time) {
        later.add(record);
      } else {
        known = take(known, record, output);
      }
    }
    known = expire(known, time, true, output);
    return new Waiting(later, known.held(), known.forgetAt());
  }

  /**
   * Handles a record at once, for an owner whose records come in the order of their positions; it
   * has no pending ones.
   */
  public Waiting take(Waiting state, Arrived record, Output output) {
    return handle(expire(state, record.position().time(), false, output), record, output);
  }

  /** The next effective time at which {@link #advance} has something to do; MAX_VALUE for never. */
  public long nextTime(Waiting state) {
    long next = state.forgetAt() == NEVER ? Long.MAX_VALUE : state.forgetAt();
    for (Arrived record : state.pending()) {
      next = Math.min(next, record.position().time());
    }
    return next;
  }

  private static List<Arrived> inOrder(List<Arrived> pending) {
    if (pending.size() < 2) {
      return pending;
    }
    List<Arrived> sorted = new ArrayList<>(pending);
    sorted.sort((a, b) -> a.position().compareTo(b.position()));
    return sorted;
  }

  /** Forgets the id when its time has passed; its last instant only counts as passed if said so. */
  private Waiting expire(Waiting known, long time, boolean inclusive, Output output) {
    long forgetAt = known.forgetAt();
    if (forgetAt == NEVER || forgetAt > time || (forgetAt == time && !inclusive)) {
      return known;
    }
    known.held().ifPresent(held -> giveUp(held, forgetAt, output));
    return Waiting.NOTHING;
  }

  private void giveUp(Arrived held, long time, Output output) {
    if (held instanceof EventArrived event) {
      output.missed(event, negative(event, time));
    } else {
      output.dead(
          held,
          Reason.LABEL_WITHOUT_EVENT,
          "no event with id '%s' came within %d ms of its label".formatted(held.id(), within));
    }
  }

  private Optional<Example> negative(EventArrived event, long time) {
    return otherwise == Otherwise.NEGATIVE
        ? Optional.of(new Example(event.event(), event.id(), 0, event.position().at(time)))
        : Optional.empty();
  }

  private Waiting handle(Waiting known, Arrived record, Output output) {
    if (known.isNothing()) {
      return new Waiting(List.of(), Optional.of(record), after(record, within));
    }
    Arrived held = known.held().orElse(null);
    if (held instanceof EventArrived event && record instanceof LabelArrived label) {
      return match(event, label, output);
    }
    if (held instanceof LabelArrived label && record instanceof EventArrived event) {
      return match(event, label, output);
    }
    output.dead(record, Reason.DUPLICATE, duplicate(record));
    return known;
  }

  private Waiting match(EventArrived event, LabelArrived label, Output output) {
    Position settled = event.position().at(after(event, settle));
    Position position = settled.compareTo(label.position()) > 0 ? settled : label.position();
    Example example =
        new Example(event.event(), event.id(), label.target(), label.className(), position);
    output.joined(event, example);
    return new Waiting(List.of(), Optional.empty(), after(event, within));
  }

  private static long after(Arrived record, long span) {
    long time = record.position().time();
    return time > Long.MAX_VALUE - span ? Long.MAX_VALUE : time + span;
  }

  private String duplicate(Arrived record) {
    String what = record instanceof EventArrived ? "an event" : "a label";
    return "%s with id '%s' came already within %d ms".formatted(what, record.id(), within);
  }
}
