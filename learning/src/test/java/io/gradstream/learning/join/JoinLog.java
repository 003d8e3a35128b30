package io.gradstream.learning.join;

import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.Example;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LabelsSpec.Otherwise;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Position;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything a join gave out, in order. */
final class JoinLog implements LabelJoin.Output {

  private final List<String> lines = new ArrayList<>();
  private final List<Example> joined = new ArrayList<>();
  private final List<Example> negatives = new ArrayList<>();
  private int missed;
  private int deadEvents;

  static LabelJoin join(long within, Otherwise otherwise) {
    return join(within, 0, otherwise);
  }

  static LabelJoin join(long within, long settle, Otherwise otherwise) {
    return new LabelJoin(
        new LabelsSpec.OwnTopic(
            "labels",
            new StreamFormat.Json(),
            new EventSchema(List.of(), ZoneOffset.UTC),
            "id",
            Optional.empty(),
            Duration.ofMillis(within),
            Duration.ofMillis(settle),
            otherwise));
  }

  @Override
  public void joined(Arrived.EventArrived event, Example example) {
    joined.add(example);
    lines.add("joined " + text(example.position()));
  }

  @Override
  public void missed(Arrived.EventArrived event, Optional<Example> negative) {
    missed++;
    negative.ifPresent(negatives::add);
    lines.add("missed " + text(event.position()));
  }

  @Override
  public void dead(Arrived record, Reason reason, String message) {
    deadEvents += record instanceof Arrived.EventArrived ? 1 : 0;
    lines.add(reason + " " + text(record.position()));
  }

  private static String text(Position position) {
    return "(%d, %s, %d, %d)"
        .formatted(position.time(), position.topic(), position.partition(), position.offset());
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  List<Example> joined() {
    return joined;
  }

  List<Example> negatives() {
    return negatives;
  }

  int eventsAccountedFor() {
    return joined.size() + missed + deadEvents;
  }
}
