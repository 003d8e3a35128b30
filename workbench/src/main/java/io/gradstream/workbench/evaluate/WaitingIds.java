package io.gradstream.workbench.evaluate;

import io.gradstream.learning.Example;
import io.gradstream.learning.join.Arrived;
import io.gradstream.learning.join.Arrived.EventArrived;
import io.gradstream.learning.join.Arrived.LabelArrived;
import io.gradstream.learning.join.LabelJoin;
import io.gradstream.learning.join.Waiting;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Position;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * The job's label join over records in the order of their positions: every id that waits, and when
 * it no longer does. Not thread safe.
 */
final class WaitingIds {

  /** Where results go. */
  interface Output {
    void joined(Example example, Optional<GivenAnswer> answer);

    /** A label did not come in time; with {@code NEGATIVE} the event is learned all the same. */
    void missed(Optional<Example> negative, Optional<GivenAnswer> answer);

    void dead(Arrived record, Reason reason, String message);
  }

  private record Due(long time, String id) {}

  private final LabelJoin join;
  private final long most;
  private final Output output;
  private final Results results = new Results();
  private final Map<String, Waiting> known = new HashMap<>();
  private final Map<Position, GivenAnswer> given = new HashMap<>(); // by event that waits
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::time).thenComparing(Due::id));
  private long events; // that wait
  private long labels; // that wait
  private boolean isClosed;

  /**
   * @param most events and labels that wait
   */
  WaitingIds(LabelsSpec.OwnTopic spec, long most, Output output) {
    join = new LabelJoin(spec);
    this.most = most;
    this.output = output;
  }

  private final class Results implements LabelJoin.Output {
    @Override
    public void joined(EventArrived event, Example example) {
      output.joined(example, answer(event));
    }

    @Override
    public void missed(EventArrived event, Optional<Example> negative) {
      output.missed(negative, answer(event));
    }

    @Override
    public void dead(Arrived record, Reason reason, String message) {
      if (record instanceof EventArrived event) {
        given.remove(event.position());
      }
      output.dead(record, reason, message);
    }

    private Optional<GivenAnswer> answer(EventArrived event) {
      return Optional.ofNullable(given.remove(event.position()));
    }
  }

  /**
   * Takes an event, not before the position of the record before.
   *
   * @param answer to it, as it comes
   */
  void take(EventArrived event, Supplier<GivenAnswer> answer) {
    if (hasRoom(event)) {
      given.put(event.position(), answer.get());
      take(event);
    }
  }

  /** Takes a label, not before the position of the record before. */
  void take(LabelArrived label) {
    boolean isWanted = !isClosed || holdsEvent(label.id());
    if (isWanted && hasRoom(label)) {
      take((Arrived) label);
    }
  }

  private boolean hasRoom(Arrived record) {
    if (events + labels < most) {
      return true;
    }
    output.dead(record, Reason.LIMIT, "limits.waiting is reached: " + most);
    return false;
  }

  private boolean holdsEvent(String id) {
    Waiting waiting = known.get(id);
    return waiting != null && waiting.held().filter(EventArrived.class::isInstance).isPresent();
  }

  private void take(Arrived record) {
    Waiting before = known.getOrDefault(record.id(), Waiting.NOTHING);
    keep(record.id(), before, join.take(before, record, results));
  }

  private void keep(String id, Waiting before, Waiting after) {
    count(before, -1);
    count(after, 1);
    if (after.isNothing()) {
      known.remove(id);
      return;
    }
    known.put(id, after);
    if (after.forgetAt() != before.forgetAt()) {
      due.add(new Due(after.forgetAt(), id));
    }
  }

  private void count(Waiting waiting, int by) {
    if (waiting.held().isEmpty()) {
      return;
    }
    if (waiting.held().get() instanceof EventArrived) {
      events += by;
    } else {
      labels += by;
    }
  }

  /** All before the time has come: who has waited long enough before it waits no more. */
  void advance(long time) {
    while (!due.isEmpty() && due.peek().time() < time) {
      Due next = due.remove();
      Waiting waiting = known.get(next.id());
      if (waiting != null && waiting.forgetAt() == next.time()) {
        keep(next.id(), waiting, join.advance(waiting, next.time(), results));
      }
    }
  }

  /** No event is to come: from now on only labels of events that wait are wanted. */
  void close() {
    if (!isClosed) {
      isClosed = true;
      known.values().removeIf(WaitingIds::holdsLabel);
      labels = 0;
    }
  }

  private static boolean holdsLabel(Waiting waiting) {
    return waiting.held().filter(LabelArrived.class::isInstance).isPresent();
  }

  /** Events that wait for their label. */
  long events() {
    return events;
  }
}
