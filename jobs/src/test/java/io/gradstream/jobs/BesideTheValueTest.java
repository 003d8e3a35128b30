package io.gradstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.UserTopic;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.record.SourceRecord.Unusable;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetter.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that are not in a record's value, and labels that are of no use in it. */
class BesideTheValueTest {

  private static final LearnerSpec SPEC =
      spec(
          """
          learner: trips
          events: {topic: trips, time: $timestamp, id: $header.trace.id}
          key: $key
          features:
            - {field: $timestamp, as: timeOfDay}
            - {field: $topic, as: category}
            - {field: $partition, as: category}
            - {field: $header.weight, as: numeric}
            - {field: at.zone, as: category}
          target: {binary: after.late}
          """);

  private static LearnerSpec spec(String text) {
    return SpecReader.read(new SpecBundle("trips.yaml", text, Map.of()));
  }

  private static SourceRecord read(byte[] key, String json, String... headers) {
    Headers all = new RecordHeaders();
    for (int i = 0; i < headers.length; i += 2) {
      all.add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    RecordReader reader =
        new RecordReader(
            SPEC.name(),
            UserTopic.events(SPEC),
            1000,
            place -> {
              throw new AssertionError("JSON needs no registry: " + place);
            });
    return reader.read(
        new ConsumerRecord<>(
            "trips",
            3,
            42,
            7_200_000L,
            TimestampType.CREATE_TIME,
            -1,
            -1,
            key,
            json.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
            all,
            Optional.empty()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Object value(Event event, String field) {
    return event.value(SPEC.model().events().indexOf(field));
  }

  @Test
  void usageExample() {
    Usable record =
        (Usable)
            read(
                utf8("Zürich"),
                "{'at': {'zone': 'x'}, 'after': {'late': 1}}",
                "trace.id",
                "t1",
                "weight",
                "first",
                "weight",
                "1.5");
    assertThat(value(record.event(), "$key")).isEqualTo("Zürich");
    assertThat(value(record.event(), "$timestamp")).isEqualTo(7_200_000L);
    assertThat(value(record.event(), "$topic")).isEqualTo("trips");
    assertThat(value(record.event(), "$partition")).isEqualTo("3");
    assertThat(value(record.event(), "$header.weight")).isEqualTo(1.5);
    assertThat(value(record.event(), "$header.trace.id")).isEqualTo("t1");
    assertThat(value(record.event(), "at.zone")).isEqualTo("x");
    assertThat(value(record.event(), "after.late")).isEqualTo(true);
    assertThat(record.position().time()).isEqualTo(7_200_000L);
  }

  @Test
  void aHeaderThatIsNotThereIsMissing() {
    Usable record = (Usable) read(utf8("k"), "{}", "trace.id", "t1");
    assertThat(value(record.event(), "$header.weight")).isNull();
  }

  @Test
  void aKeyThatMustBeThereAndIsNotIsADeadLetter() {
    DeadLetter letter = ((Unusable) read(null, "{}", "trace.id", "t1")).letter();
    assertThat(letter.reason()).isEqualTo(Reason.MISSING_FIELD);
    assertThat(letter.field()).isEqualTo("$key");
  }

  @Test
  void aKeyThatIsNoTextIsADeadLetter() {
    for (byte[] key : new byte[][] {{0, 0, 0, 0, 7, 2, 97}, {(byte) 0xff, 1}}) {
      DeadLetter letter = ((Unusable) read(key, "{}", "trace.id", "t1")).letter();
      assertThat(letter.reason()).isEqualTo(Reason.WRONG_TYPE);
      assertThat(letter.field()).isEqualTo("$key");
      assertThat(letter.message()).startsWith("$key must be text in UTF-8: found ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'after': {'late': 2}, 'at': {'zone': 'x'}}",
        "{'after': {'late': 'yes'}, 'at': {'zone': 'x'}}",
        "{'after': 5, 'at': {'zone': 'x'}}",
        "{'after': {'late': [[1], {'x': 2}]}, 'at': {'zone': 'x'}}"
      })
  void aBadLabelDoesNotCostTheEvent(String json) {
    Usable record = (Usable) read(utf8("k"), json, "trace.id", "t1");
    assertThat(value(record.event(), "after.late")).isNull();
    assertThat(value(record.event(), "at.zone")).isEqualTo("x");
    assertThat(value(record.event(), "$key")).isEqualTo("k");
    assertThat(record.badLabel().orElseThrow().reason()).isEqualTo(Reason.WRONG_TYPE);
    assertThat(record.badLabel().orElseThrow().field()).isEqualTo("after.late");
  }

  @Test
  void whatIsWrongBesideABadLabelIsSetAsideByItself() {
    Usable record = (Usable) read(utf8("k"), "{'after': {'late': 2}, 'at': 3}", "trace.id", "t1");
    assertThat(record.badLabel().orElseThrow().field()).isEqualTo("after.late");
    assertThat(record.setAside()).extracting(Decoded.Bad::field).containsExactly("at.zone");
  }
}
