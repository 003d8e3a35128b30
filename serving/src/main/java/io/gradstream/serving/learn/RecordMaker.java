package io.gradstream.serving.learn;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.features.decode.LabelApart;
import io.gradstream.features.decode.TopicRecord;
import io.gradstream.features.decode.TopicRecordDecoder;
import io.gradstream.features.event.BadFieldException;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.FieldRules;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.event.RecordField;
import io.gradstream.features.event.UnlikelyTimes;
import io.gradstream.learning.spec.RecordTimes;
import io.gradstream.learning.spec.TargetRule;
import io.gradstream.learning.spec.UserTopic;
import io.gradstream.schemas.DeadLetter.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes records of what is given for a topic, once it was read as the job will read it: what would
 * become a dead letter, as far as no state is needed to tell, is refused. Not thread safe.
 */
final class RecordMaker {

  private static final int ANY_PARTITION = 0; // which it will be, nobody knows yet
  private static final Duration MOST_AHEAD = Duration.ofMinutes(30); // brokers allow an hour
  private static final EventField TIMESTAMP =
      new EventField(RecordField.TIMESTAMP, FieldType.TIME, true);

  private final UserTopic topic;
  private final TopicRecordDecoder decoder;
  private final RecordTimes times;
  private final UnaryOperator<Decoded> leftOut;
  private final UnlikelyTimes unlikely;
  private final Function<Event, TargetRule.Outcome> use;

  /**
   * @param kind what the spec calls the topic
   * @param recordBytes a longer value is too large
   * @param use what a record that was read is of use for
   */
  RecordMaker(
      String kind, UserTopic topic, int recordBytes, Function<Event, TargetRule.Outcome> use) {
    this.topic = topic;
    unlikely = new UnlikelyTimes(topic.schema(), kind + ".unit");
    this.use = use;
    times = new RecordTimes(topic);
    leftOut = topic.without().reading(topic.schema());
    decoder =
        topic.decoder(
            recordBytes,
            place -> {
              throw new IllegalStateException("plain JSON has no registry");
            });
  }

  /** What became of something given. */
  sealed interface Outcome {}

  /**
   * A record to send.
   *
   * @param setAside values that broke a rule, and that the job will take for missing
   * @param teaches whether it says what turned out true
   */
  record Made(ProducerRecord<byte[], byte[]> record, List<Decoded.Bad> setAside, boolean teaches)
      implements Outcome {}

  /** What would become a dead letter. */
  record Refused(Decoded.Bad fault) implements Outcome {}

  /**
   * @param now the Kafka timestamp of a record that says none, epoch milliseconds
   */
  Outcome make(Given given, long now) {
    try {
      return make(given, timestamp(given), now);
    } catch (BadFieldException e) {
      return new Refused(e.toDecoded());
    }
  }

  private Outcome make(Given given, Optional<Long> told, long now) {
    long timestamp = told.orElse(now);
    Map<String, byte[]> headers = headers(given);
    LabelApart read =
        LabelApart.of(
            decoder.decode(
                new TopicRecord(
                    topic.name(),
                    ANY_PARTITION,
                    timestamp,
                    bytes(given.beside().getOrDefault(RecordField.KEY, Optional.empty())),
                    given.value(),
                    headers::get)),
            topic.ownLabel());
    if (read.event() instanceof Decoded.Bad bad) {
      return new Refused(bad);
    }
    if (!(read.event() instanceof Decoded.Good good)) {
      return new Refused(new Decoded.Bad(Reason.MALFORMED, "", "it holds no record"));
    }
    if (leftOut.apply(good) instanceof Decoded.Empty) {
      return new Refused(
          new Decoded.Bad(Reason.OUT_OF_RANGE, "", "the spec leaves it out (events.without)"));
    }
    TargetRule.Outcome outcome = use.apply(good.event());
    Optional<Decoded.Bad> fault =
        read.label()
            .or(() -> tooFarAhead(timestamp, now))
            .or(() -> times.fault(good.event(), timestamp))
            .or(() -> unusable(outcome));
    if (fault.isPresent()) {
      return new Refused(fault.get());
    }
    unlikely.take(good.event());
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic.name(), null, told.orElse(null), key(given, good.event()), given.value());
    headers.forEach((name, value) -> record.headers().add(name, value));
    return new Made(record, good.setAside(), outcome instanceof TargetRule.Known);
  }

  /** What is used as it is, and most likely means something else, a sentence each. */
  List<String> doubtful() {
    return unlikely.sentences();
  }

  /** A broker refuses such a record, and with it whatever else is in its batch. */
  private static Optional<Decoded.Bad> tooFarAhead(long timestamp, long now) {
    return timestamp - now <= MOST_AHEAD.toMillis()
        ? Optional.empty()
        : Optional.of(
            new Decoded.Bad(
                Reason.OUT_OF_RANGE,
                RecordField.TIMESTAMP,
                "a record's timestamp must be at most %d s ahead of now (%d): %d"
                    .formatted(MOST_AHEAD.toSeconds(), now, timestamp)));
  }

  private static Optional<Decoded.Bad> unusable(TargetRule.Outcome outcome) {
    return outcome instanceof TargetRule.Unusable bad
        ? Optional.of(new Decoded.Bad(bad.reason(), bad.field(), bad.message()))
        : Optional.empty();
  }

  private Optional<Long> timestamp(Given given) {
    return given
        .beside()
        .getOrDefault(RecordField.TIMESTAMP, Optional.empty())
        .map(text -> (Long) FieldRules.fromCell(TIMESTAMP, text, topic.schema().zone()));
  }

  private static Map<String, byte[]> headers(Given given) {
    Map<String, byte[]> headers = new TreeMap<>();
    given
        .beside()
        .forEach(
            (field, text) -> {
              String name = RecordField.of(field).orElseThrow().header();
              if (!name.isEmpty()) {
                headers.put(name, bytes(text));
              }
            });
    return headers;
  }

  /** As it was given, or else what keeps such records together. */
  private byte[] key(Given given, Event event) {
    Optional<String> told = given.beside().get(RecordField.KEY);
    return bytes(told != null ? told : topic.keyedBy().flatMap(field -> text(event, field)));
  }

  private Optional<String> text(Event event, String field) {
    int index = topic.schema().indexOf(field);
    return event.isMissing(index) ? Optional.empty() : Optional.of(event.text(index));
  }

  private static byte[] bytes(Optional<String> text) {
    return text.map(present -> present.getBytes(UTF_8)).orElse(null);
  }
}
