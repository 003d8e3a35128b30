package io.gradstream.operators;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.Example;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.record.QueryRecord.Asked;
import io.gradstream.operators.record.ReplyTo;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.schemas.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up trips, the same for the same number: trip i starts at second i, on one of the places. */
public final class Trips {

  public static final String EVENTS = "trips";
  static final String LABELS = "arrivals";

  private static final String[] PLACES = {"berlin", "oslo", "rome", "lima", "cairo"};
  private static final String[] CARRIERS = {"aa", "bb", "cc", "dd"};

  private final LearnerSpec spec;
  private final int partitions;

  public Trips(SpecBundle bundle, int partitions) {
    this.spec = TestSpecs.read(bundle);
    this.partitions = partitions;
  }

  public static String place(int trip) {
    return PLACES[new Random(trip).nextInt(PLACES.length)];
  }

  public static boolean late(int trip) {
    return new Random(trip * 31L).nextInt(3) == 0;
  }

  /** Two trips start in the same second, and every seventh comes 5 s behind its time. */
  public static long time(int trip) {
    return 1000L * (trip / 2) - (trip % 7 == 6 ? 5000 : 0) + 1_000_000;
  }

  /** The event record of a trip, with its label if the spec has it there. */
  public Usable event(int trip) {
    return new Usable(
        event(spec.model().events(), trip), original("trip", trip), position(EVENTS, trip));
  }

  /** A query about a trip, long before or after the events. */
  Asked asked(int trip) {
    ReplyTo to = new ReplyTo("trips.replies", 1, "correlationId", new byte[] {7});
    long time = trip % 2 == 0 ? 0 : Long.MAX_VALUE;
    return new Asked(event(trip).event(), "set aside", new Position(time, "asks", 0, trip), to);
  }

  /** The label record of a trip. */
  public Usable label(int trip) {
    EventSchema schema = ((LabelsSpec.OwnTopic) spec.labels()).schema();
    Position own = position(LABELS, trip);
    return new Usable(
        event(schema, trip), original("label", trip), own.at(time(trip) + 3000 + trip % 5 * 7000));
  }

  private Position position(String topic, int trip) {
    return new Position(time(trip), topic, trip % partitions, trip / partitions);
  }

  private static byte[] original(String what, int trip) {
    return (what + " " + trip).getBytes(StandardCharsets.UTF_8);
  }

  /** The trip a record is about. */
  static int number(Usable record) {
    return Integer.parseInt(new String(record.original(), StandardCharsets.UTF_8).split(" ")[1]);
  }

  /** The trip an example is about. */
  static int number(Example example) {
    return Integer.parseInt(example.id().substring(1));
  }

  private static Event event(EventSchema schema, int trip) {
    Object[] values = new Object[schema.fields().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(schema.fields().get(i), trip);
    }
    return Event.owning(values);
  }

  private static Object value(EventField field, int trip) {
    return switch (field.name()) {
      case "id" -> "t" + trip;
      case "when" -> time(trip);
      case "landed" -> time(trip) + 3000;
      case "place" -> place(trip);
      case "distance" -> 100.0 + new Random(trip * 17L).nextInt(1000);
      case "passengers" -> 1.0 + new Random(trip * 11L).nextInt(4);
      case "carrier" -> CARRIERS[new Random(trip * 13L).nextInt(CARRIERS.length)];
      case "late" -> late(trip);
      case "outcome" -> "cancelled";
      default -> throw new IllegalArgumentException(field.name());
    };
  }

  /** A trip as a lesson whose position is already effective. */
  public WorkItem.AskAndLearn lesson(int trip) {
    Usable event = event(trip);
    Example example = new Example(event.event(), "t" + trip, late(trip) ? 1 : 0, event.position());
    return new WorkItem.AskAndLearn(place(trip), example, event.original());
  }

  public List<WorkItem.AskAndLearn> lessons(int from, int to) {
    List<WorkItem.AskAndLearn> lessons = new ArrayList<>();
    for (int trip = from; trip < to; trip++) {
      lessons.add(lesson(trip));
    }
    return lessons;
  }
}
