package io.gradstream.workbench.evaluate;

import io.gradstream.features.event.Event;
import io.gradstream.learning.Example;
import io.gradstream.learning.join.Arrived;
import io.gradstream.learning.join.Arrived.EventArrived;
import io.gradstream.learning.join.Arrived.LabelArrived;
import io.gradstream.learning.join.LabelJoin;
import io.gradstream.learning.join.Waiting;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.TargetRule;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Position;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * The job's label join, over rows whose labels come with them, so that the same ids are duplicates
 * here and there: among all keys, whether or not a row has a label. A label that comes with an id
 * whose event had none is that event's. Nobody waits in vain here: a row without a label is just
 * that. Not thread safe.
 */
final class RowJoin {

  private record Due(long time, String id) {}

  private final LabelJoin join;
  private final String labelsTopic;
  private final Map<String, Waiting> known = new HashMap<>();
  private final Queue<Due> due = new ArrayDeque<>(); // in the order of time
  private final Result result = new Result();

  RowJoin(LabelsSpec.OwnTopic labels) {
    join = new LabelJoin(labels.knownAtOnce());
    labelsTopic = labels.topic();
  }

  /** What came of one record. */
  private static final class Result implements LabelJoin.Output {
    private Optional<Example> example = Optional.empty();
    private Optional<String> refused = Optional.empty();

    @Override
    public void joined(EventArrived event, Example joined) {
      example = Optional.of(joined);
    }

    @Override
    public void missed(EventArrived event, Optional<Example> negative) {}

    @Override
    public void dead(Arrived record, Reason reason, String message) {
      refused = Optional.of(message);
    }

    void clear() {
      example = Optional.empty();
      refused = Optional.empty();
    }
  }

  /**
   * Takes a row's event.
   *
   * @param position not before that of the row before
   * @return why it is a duplicate, if it is one
   */
  Optional<String> event(String id, Event event, Position position) {
    forgetBefore(position.time());
    take(new EventArrived(id, event, position, new byte[0]));
    return result.refused;
  }

  /**
   * Takes a row's label, after its event.
   *
   * @param position of the row
   * @return the example that it completes, if it does
   */
  Optional<Example> label(String id, TargetRule.Known label, Position position) {
    Position own =
        new Position(position.time(), labelsTopic, position.partition(), position.offset());
    take(new LabelArrived(id, label.target(), label.className(), own, new byte[0]));
    return result.example;
  }

  private void take(Arrived record) {
    result.clear();
    Waiting before = known.getOrDefault(record.id(), Waiting.NOTHING);
    Waiting after = join.take(before, record, result);
    known.put(record.id(), after);
    if (after.forgetAt() != before.forgetAt()) {
      due.add(new Due(after.forgetAt(), record.id()));
    }
  }

  private void forgetBefore(long time) {
    while (!due.isEmpty() && due.peek().time() < time) {
      Due next = due.remove();
      known.computeIfPresent(
          next.id(), (id, waiting) -> waiting.forgetAt() <= next.time() ? null : waiting);
    }
  }
}
