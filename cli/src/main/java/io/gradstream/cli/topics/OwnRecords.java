package io.gradstream.cli.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.model.targets.NamedAnswer;
import io.gradstream.schemas.DeadLetterCodec;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.MetricReportCodec;
import io.gradstream.schemas.PartitionProgress;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.PredictionCodec;
import io.gradstream.schemas.RecordForm;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of one topic of a learner, whatever their form, as the objects that {@code
 * publish.format: json} writes; of models what they are, without their bytes. For one thread.
 */
public final class OwnRecords {

  private static final RecordForm JSON = new RecordForm.Json();
  private static final byte OBJECT = '{';

  private final OwnTopic topic;
  private final PredictionCodec predictions;
  private final MetricReportCodec reports = new MetricReportCodec();
  private final DeadLetterCodec letters = new DeadLetterCodec();
  private final SnapshotMessageCodec models = new SnapshotMessageCodec();
  private final ObjectMapper mapper = new ObjectMapper();

  /**
   * @param names of answers that do not name themselves; absent: they are an {@code output}
   */
  public OwnRecords(OwnTopic topic, Optional<NamedAnswer> names) {
    this.topic = topic;
    predictions =
        names.map(known -> new PredictionCodec(known::of)).orElseGet(PredictionCodec::new);
  }

  /** A record as one line of JSON, or as lines for people; what cannot be read says so. */
  public String show(ConsumerRecord<byte[], byte[]> record, boolean json) {
    try {
      ObjectNode object = object(record.value());
      return json ? object.toString() : RecordText.of(topic, object);
    } catch (MalformedRecordException e) {
      return json
          ? JsonNodeFactory.instance
              .objectNode()
              .put("unreadable", place(record))
              .put("message", e.getMessage())
              .toString()
          : RecordText.unreadable(record, e);
    }
  }

  static String place(ConsumerRecord<byte[], byte[]> record) {
    return "%s-%d-%d".formatted(record.topic(), record.partition(), record.offset());
  }

  private ObjectNode object(byte[] value) {
    return switch (topic) {
      case PREDICTIONS -> prediction(value);
      case METRICS -> parse(reports.encode(reports.decode(value), JSON));
      case DEAD_LETTERS -> parse(letters.encode(letters.decode(value), JSON));
      case MODELS -> model(models.decode(value));
    };
  }

  /** One that names its answer itself knows best, and has been checked. */
  private ObjectNode prediction(byte[] value) {
    byte[] named = predictions.encode(predictions.decode(value), JSON);
    return parse(value[0] == OBJECT ? value : named);
  }

  private ObjectNode parse(byte[] object) {
    try {
      return (ObjectNode) mapper.readTree(object);
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON object", e);
    }
  }

  private static ObjectNode model(SnapshotMessage message) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("learner", message.learner()).put("key", message.key());
    object.put("version", message.version().toString());
    object.put("generation", message.version().generation());
    object.put("step", message.version().step());
    object.set("learnedThrough", position(message.lineage().learnedThrough()));
    object.put("examples", message.lineage().examples());
    object.put("skipped", message.lineage().skipped());
    ArrayNode partitions = object.putArray("partitions");
    message.lineage().partitions().forEach(progress -> write(progress, partitions.addObject()));
    if (message.content() instanceof SnapshotMessage.Inline inline) {
      return object.put("bytes", inline.bytes().length);
    }
    SnapshotMessage.Reference file = (SnapshotMessage.Reference) message.content();
    return object.put("bytes", file.length()).put("file", file.uri());
  }

  private static JsonNode position(Optional<Position> position) {
    return position
        .<JsonNode>map(
            at ->
                JsonNodeFactory.instance
                    .objectNode()
                    .put("time", at.time())
                    .put("topic", at.topic())
                    .put("partition", at.partition())
                    .put("offset", at.offset()))
        .orElseGet(JsonNodeFactory.instance::nullNode);
  }

  private static void write(PartitionProgress progress, ObjectNode into) {
    into.put("topic", progress.topic())
        .put("partition", progress.partition())
        .put("highestLearned", progress.highestLearned())
        .put("lowestWaiting", progress.lowestWaiting());
  }
}
