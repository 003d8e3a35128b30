package io.gradstream.learning;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventProjection;
import io.gradstream.features.event.EventSchema;
import io.gradstream.model.Row;
import io.gradstream.schemas.Compact;
import io.gradstream.schemas.MetricReport.Measure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Events that wait for one of their entity that comes a horizon later and tells their label. Each
 * is kept as it was encoded when it came, beside what was said of it then: so it is learned and
 * scored with what was known at its time, and nothing that came since.
 *
 * <p>An event tells one label at most: of those that are old enough, the newest one's. The others
 * of these have none, and neither has one that no later event comes for in time, or that goes back
 * in time. They change with the model's steps alone. State of one owner, not thread safe.
 */
final class Forecasts {

  // Most numbers of rows that wait: 16 MiB of a single model, 256 KiB of each of many.
  private static final int NUMBERS_OF_ONE = 1 << 22;
  private static final int NUMBERS_OF_MANY = 1 << 16;
  private static final int FEWEST = 256;

  private static final String WAITING = "forecasts.waiting";

  /**
   * An event that waits.
   *
   * @param example with the label that it tells another one
   * @param row not to be filled again
   */
  record Forecast(Example example, Row row, Told.Said said) {}

  private final NextLabel spec;
  private final int by; // field, or -1
  private final int time; // field
  private final Row like; // rows of the model
  private final int most; // numbers
  private final Map<String, ArrayDeque<Forecast>> waiting =
      new LinkedHashMap<>(); // by entity, the one least recently heard of first; none is empty
  private int size;
  private long numbers; // of all that wait
  private long unlabelled;

  /**
   * @param like a row of the model
   * @param isOne whether it is the only model of its learner
   */
  Forecasts(NextLabel spec, EventSchema events, Row like, boolean isOne) {
    this.spec = spec;
    by = spec.by().map(events::indexOf).orElse(-1);
    time = events.indexOf(spec.time().orElseThrow());
    this.like = like;
    most = isOne ? NUMBERS_OF_ONE : NUMBERS_OF_MANY;
  }

  void startAnew() {
    clear();
    unlabelled = 0;
  }

  private void clear() {
    waiting.clear();
    size = 0;
    numbers = 0;
  }

  /** Nothing waits any longer. */
  void leave() {
    unlabelled += size;
    clear();
  }

  /** How many wait for their label, and how many so far will never have one. */
  List<Measure> measures() {
    return List.of(new Measure(WAITING, size), new Measure(NextLabel.UNLABELLED, unlabelled));
  }

  /**
   * The example whose label an event tells, at its position, if it tells one. Read-only.
   *
   * @param gathered what came since and does not wait here yet
   */
  Optional<Told> told(Example next, List<Example> gathered) {
    String entity = entity(next.event());
    Told due = null;
    for (Forecast forecast : waiting.getOrDefault(entity, new ArrayDeque<>())) {
      due = isDue(forecast.example(), next) ? told(next, forecast) : due;
    }
    for (Example since : gathered) {
      if (entity != null && entity.equals(entity(since.event()))) {
        boolean isTold = due != null && isDue(due.example(), since);
        due = isTold ? null : due;
        due = isDue(since, next) ? new Told(next.of(since), since.target(), Optional.empty()) : due;
      }
    }
    return Optional.ofNullable(due).filter(told -> isInTime(told.example(), next));
  }

  /** What is learned of a forecast whose label an event tells. */
  static Told told(Example next, Forecast forecast) {
    return new Told(
        next.of(forecast.example()), forecast.example().target(), Optional.of(forecast.said()));
  }

  /** Takes out the one whose label an event tells, and those that can have none any longer. */
  Optional<Forecast> take(Example next) {
    ArrayDeque<Forecast> own = waiting.get(entity(next.event()));
    if (own == null) {
      return Optional.empty();
    }
    while (!own.isEmpty() && !isInTime(next, own.getLast().example())) {
      goes(own.removeLast()); // its time was wrong: it lay too far ahead
    }
    Forecast due = null;
    while (!own.isEmpty() && isDue(own.getFirst().example(), next)) {
      unlabelled += due == null ? 0 : 1;
      due = own.removeFirst();
      waitsNoMore(due);
    }
    if (own.isEmpty()) {
      waiting.remove(entity(next.event()));
    }
    if (due != null && !isInTime(due.example(), next)) {
      unlabelled++;
      return Optional.empty();
    }
    return Optional.ofNullable(due);
  }

  private void goes(Forecast forecast) {
    waitsNoMore(forecast);
    unlabelled++;
  }

  private void waitsNoMore(Forecast forecast) {
    size--;
    numbers -= numbers(forecast);
  }

  /** How many floats it is as large as. */
  private long numbers(Forecast forecast) {
    Told.Said said = forecast.said();
    return like.size() + 2L * (said.output().length + said.known().length);
  }

  /** Whether an event waits for a label: it names its entity, and is no earlier than that one's. */
  boolean waits(Example next) {
    String entity = entity(next.event());
    ArrayDeque<Forecast> own = waiting.get(entity);
    boolean waits = entity != null && (own == null || at(own.getLast().example()) <= at(next));
    unlabelled += waits ? 0 : 1;
    return waits;
  }

  /**
   * It {@link #waits} from now on, and takes the place of one of the same time. Where there is no
   * room it has no label: those that wait are nearer to theirs.
   */
  void add(Forecast forecast) {
    String entity = entity(forecast.example().event());
    ArrayDeque<Forecast> own = waiting.remove(entity);
    if (own == null) {
      own = new ArrayDeque<>();
    } else if (at(own.getLast().example()) == at(forecast.example())) {
      goes(own.removeLast());
    }
    if (size < FEWEST || numbers + numbers(forecast) <= most) {
      own.add(forecast);
      size++;
      numbers += numbers(forecast);
    } else {
      unlabelled++;
    }
    if (!own.isEmpty()) {
      waiting.put(entity, own);
    }
    while (waiting.size() > spec.entities()) {
      waiting.remove(waiting.keySet().iterator().next()).forEach(this::goes);
    }
  }

  /** Null where it is missing. */
  private String entity(Event event) {
    return by < 0 ? "" : event.text(by);
  }

  /** Whether an event is so much later than one that waits that it may tell its label. */
  private boolean isDue(Example waits, Example next) {
    return at(waits) + spec.horizon().toMillis() <= at(next);
  }

  private boolean isInTime(Example waits, Example next) {
    return at(next) <= at(waits) + spec.within().toMillis();
  }

  /** What it says itself: an example that is learned has the position of what told its label. */
  private long at(Example example) {
    return example.event().isMissing(time) ? example.position().time() : example.event().time(time);
  }

  /**
   * Goes on with what waits in another.
   *
   * @param other is of no further use before it starts anew
   * @param readsAs whether its rows are those of this one's model; if not, none is kept
   */
  void takeOver(Forecasts other, EventProjection projection, boolean readsAs) {
    startAnew();
    unlabelled = other.unlabelled;
    if (readsAs && like.isLike(other.like)) {
      other.waiting.values().stream()
          .flatMap(ArrayDeque::stream)
          .forEach(of -> add(new Forecast(of.example().with(projection), of.row(), of.said())));
    } else {
      unlabelled += other.size;
    }
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(unlabelled, out);
    Compact.writeUnsigned(size, out);
    for (ArrayDeque<Forecast> own : waiting.values()) {
      for (Forecast forecast : own) {
        ExampleCodec.write(forecast.example(), out);
        forecast.row().write(out);
        write(forecast.said().output(), out);
        write(forecast.said().known(), out);
        out.writeBoolean(forecast.said().learned());
      }
    }
  }

  private static void write(double[] numbers, DataOutput out) throws IOException {
    Compact.writeUnsigned(numbers.length, out);
    for (double number : numbers) {
      out.writeDouble(number);
    }
  }

  void read(DataInput in) throws IOException {
    startAnew();
    unlabelled = Compact.readUnsigned(in);
    int count = Compact.readCount(Math.max(FEWEST, most), in);
    for (int i = 0; i < count; i++) {
      Example example = ExampleCodec.read(in);
      Row row = like.another();
      row.read(in);
      add(new Forecast(example, row, new Told.Said(numbers(in), numbers(in), in.readBoolean())));
    }
  }

  private static double[] numbers(DataInput in) throws IOException {
    double[] numbers = new double[Compact.readCount(1 << 20, in)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readDouble();
    }
    return numbers;
  }
}
