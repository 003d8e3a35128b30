package io.gradstream.cli.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.schemas.BoundedLog;
import io.gradstream.schemas.MalformedRecordException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The objects that {@link OwnRecords} makes, as lines for people. */
final class RecordText {

  private static final Set<String> ABOUT_A_PREDICTION =
      Set.of("learner", "id", "key", "version", "generation", "step", "learnedThrough", "time");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int MOST_VALUES = 8; // of an array; an image is not for reading
  private static final int MOST_CLASSES = 3;
  private static final int LONGEST_RECORD = 2_000; // characters
  private static final String GAP = "  ";

  private RecordText() {}

  static String of(OwnTopic topic, ObjectNode record) {
    return switch (topic) {
      case PREDICTIONS -> prediction(record);
      case METRICS -> report(record);
      case DEAD_LETTERS -> letter(record);
      case MODELS -> model(record);
    };
  }

  static String unreadable(ConsumerRecord<byte[], byte[]> record, MalformedRecordException why) {
    return "unreadable record %s: %s"
        .formatted(OwnRecords.place(record), BoundedLog.plain(why.getMessage()));
  }

  private static String prediction(ObjectNode prediction) {
    StringJoiner line = new StringJoiner(GAP);
    line.add(time(prediction));
    addText(prediction, "id", "", line);
    addText(prediction, "key", "key ", line);
    for (Map.Entry<String, JsonNode> field : prediction.properties()) {
      if (!ABOUT_A_PREDICTION.contains(field.getKey())) {
        line.add(BoundedLog.plain(field.getKey()) + " " + value(field.getValue()));
      }
    }
    return line.add("by version " + prediction.path("version").asText()).toString();
  }

  private static String report(ObjectNode report) {
    StringJoiner line = new StringJoiner(GAP);
    line.add(time(report));
    addText(report, "source", "", line);
    addText(report, "key", "key ", line);
    addText(report, "version", "version ", line);
    for (Map.Entry<String, JsonNode> measure : report.path("measures").properties()) {
      line.add(BoundedLog.plain(measure.getKey()) + " " + value(measure.getValue()));
    }
    return line.toString();
  }

  private static String letter(ObjectNode letter) {
    StringJoiner line = new StringJoiner(GAP);
    line.add(time(letter));
    line.add(letter.path("reason").asText());
    addText(letter, "field", "field ", line);
    line.add(
        "at %s-%d-%d"
            .formatted(
                letter.path("topic").asText(),
                letter.path("partition").asInt(),
                letter.path("offset").asLong()));
    line.add(BoundedLog.plain(letter.path("message").asText()));
    String original = BoundedLog.plain(letter.path("original").asText(), LONGEST_RECORD);
    boolean isText = letter.path("encoding").asText().equals("text");
    return line + System.lineSeparator() + "    " + (isText ? original : "base64 " + original);
  }

  private static String model(ObjectNode model) {
    StringJoiner line = new StringJoiner(GAP);
    line.add("version " + model.path("version").asText());
    addText(model, "key", "key ", line);
    line.add("of " + value(model.path("examples")) + " examples");
    JsonNode through = model.path("learnedThrough");
    if (through.isObject()) {
      line.add("through " + time((ObjectNode) through));
    }
    line.add(value(model.path("bytes")) + " bytes");
    addText(model, "file", "in the file ", line);
    return line.toString();
  }

  private static String time(ObjectNode record) {
    return time(record.path("time").asLong());
  }

  /** In UTC; a time that no calendar has is told as the number it is. */
  static String time(long millis) {
    Instant instant = Instant.ofEpochMilli(millis);
    int year = instant.atOffset(ZoneOffset.UTC).getYear();
    return year >= 0 && year <= 9999 ? TIME.format(instant) : Long.toString(millis);
  }

  private static void addText(ObjectNode record, String field, String before, StringJoiner line) {
    String text = record.path(field).asText("");
    if (!text.isEmpty() && !record.path(field).isNull()) {
      line.add(before + BoundedLog.plain(text));
    }
  }

  private static String value(JsonNode value) {
    if (value.isObject()) {
      return classes(value);
    }
    if (value.isArray()) {
      return value.size() > MOST_VALUES ? "[" + value.size() + " numbers]" : values(value);
    }
    return value.isTextual() ? BoundedLog.plain(value.textValue()) : number(value);
  }

  private static String values(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(value -> texts.add(number(value)));
    return texts.toString();
  }

  /** The most probable ones. */
  private static String classes(JsonNode byName) {
    StringJoiner text = new StringJoiner(", ", "{", byName.size() > MOST_CLASSES ? ", ...}" : "}");
    byName.properties().stream()
        .sorted(
            Comparator.comparingDouble(
                (Map.Entry<String, JsonNode> one) -> -one.getValue().asDouble(-1)))
        .limit(MOST_CLASSES)
        .forEach(one -> text.add(BoundedLog.plain(one.getKey()) + " " + number(one.getValue())));
    return text.toString();
  }

  private static String number(JsonNode value) {
    if (value.isNull()) {
      return "-";
    }
    double number = value.asDouble();
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.format(Locale.ROOT, "%,d", (long) number)
        : String.format(Locale.ROOT, "%.5g", number);
  }
}
