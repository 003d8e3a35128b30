package io.gradstream.learning;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventProjection;
import io.gradstream.features.event.EventSchema;
import io.gradstream.schemas.Compact;
import io.gradstream.schemas.Newest;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last event of each entity, which waits for the next one to tell its label. An event that is
 * no later than the last one tells none, and takes its place only if it is of the same time, or so
 * much earlier that the last one's time must have been wrong. They change with the model's steps
 * alone. State of one owner, not thread safe.
 */
final class LastEvents {

  private final NextLabel spec;
  private final int by; // field, or -1
  private final int time; // field, or -1
  private final Map<String, Example> last; // least recent first

  LastEvents(NextLabel spec, EventSchema events) {
    this.spec = spec;
    by = spec.by().map(events::indexOf).orElse(-1);
    time = spec.time().map(events::indexOf).orElse(-1);
    last = new Newest<>(spec.entities());
  }

  void startAnew() {
    last.clear();
  }

  /**
   * The example whose label an event tells: the last event of its entity with this one's label, at
   * its position; none where it is the first, no later, or too late. Read-only.
   *
   * @param gathered what came since and is not known here yet
   */
  Optional<Told> told(Example next, List<Example> gathered) {
    String entity = entity(next.event());
    Example waiting = last.get(entity);
    for (Example since : gathered) {
      boolean isOfEntity = entity != null && entity.equals(entity(since.event()));
      if (isOfEntity && takesThePlace(since, waiting)) {
        waiting = since;
      }
    }
    return waiting != null && isLater(next, waiting) && isInTime(next, waiting)
        ? Optional.of(new Told(next.of(waiting), waiting.target(), Optional.empty()))
        : Optional.empty();
  }

  private boolean takesThePlace(Example next, Example waiting) {
    return waiting == null
        || time < 0
        || at(next) >= at(waiting)
        || !isInTime(waiting, next); // so the last one's time was wrong
  }

  /** The event waits for its own label from now on. One that names no entity does not. */
  void follow(Example next) {
    String entity = entity(next.event());
    Example waiting = last.get(entity);
    if (entity == null || !takesThePlace(next, waiting)) {
      return;
    }
    last.remove(entity);
    last.put(entity, next);
  }

  /** Null where it is missing. */
  private String entity(Event event) {
    return by < 0 ? "" : event.text(by);
  }

  private boolean isLater(Example next, Example waiting) {
    return time < 0 || at(next) > at(waiting);
  }

  private boolean isInTime(Example next, Example waiting) {
    return at(next) <= at(waiting) + spec.within().toMillis();
  }

  private long at(Example example) {
    return time < 0 || example.event().isMissing(time)
        ? example.position().time()
        : example.event().time(time);
  }

  /** The other is of no further use before it starts anew. */
  void takeOver(LastEvents other, EventProjection projection) {
    last.clear();
    if (spec.by().equals(other.spec.by())) {
      other.last.values().forEach(example -> follow(example.with(projection)));
    }
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(last.size(), out);
    for (Example example : last.values()) {
      ExampleCodec.write(example, out);
    }
  }

  void read(DataInput in) throws IOException {
    last.clear();
    int count = Compact.readCount(Integer.MAX_VALUE, in); // another spec may have kept more
    for (int i = 0; i < count; i++) {
      follow(ExampleCodec.read(in));
    }
  }
}
