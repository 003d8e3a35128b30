package io.gradstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.UserTopic;
import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.record.SourceRecord.Mark;
import io.gradstream.operators.record.SourceRecord.Tombstone;
import io.gradstream.operators.record.SourceRecord.Unusable;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Position;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecordReaderTest {

  private static final long KAFKA_TIME = 1_700_000_000_000L;
  private static final LearnerSpec SPEC = TestSpecs.spec();

  private final RecordReader events = reader(UserTopic.events(SPEC), SPEC.limits().recordBytes());

  private static RecordReader reader(UserTopic topic, int recordBytes) {
    return new RecordReader(
        SPEC.name(),
        topic,
        recordBytes,
        place -> {
          throw new AssertionError("JSON needs no registry: " + place);
        });
  }

  /** A value, and why it cannot be used. */
  record BadValue(String value, Reason reason, String field) {}

  @Test
  void usageExample() {
    Usable record = (Usable) events.read(json("{'id':'t1','when':1600000000000,'distance':5}"));

    assertThat(record.position()).isEqualTo(new Position(1_600_000_000_000L, "trips", 1, 42));
    assertThat(record.event().number(SPEC.model().events().indexOf("distance"))).isEqualTo(5);
    assertThat(new String(record.original(), StandardCharsets.UTF_8)).contains("t1");
  }

  @Test
  void aRecordWithoutAValueIsATombstone() {
    assertThat(events.read(record(null, new RecordHeaders())))
        .isEqualTo(new Tombstone(new Position(KAFKA_TIME, "trips", 1, 42)));
  }

  @Test
  void aDeletionIsATombstone() {
    LearnerSpec spec = TestSpecs.spec("envelope: debezium");
    RecordReader changes = reader(UserTopic.events(spec), spec.limits().recordBytes());
    assertThat(changes.read(json("{'before':{'id':'t1'},'after':null,'op':'d'}")))
        .isInstanceOf(Tombstone.class);
    Usable change =
        (Usable)
            changes.read(json("{'op':'c','after':{'id':'t1','when':1600000000000,'distance':5}}"));
    assertThat(change.position().time()).isEqualTo(1_600_000_000_000L);
  }

  @Test
  void anEventThatIsLeftOutIsATombstoneWhateverItsTimeSays() {
    LearnerSpec spec =
        TestSpecs.spec("without: {rider: [7, ada], distance: 5, test: 'true', age: '4.5'}");
    RecordReader reader = reader(UserTopic.events(spec), spec.limits().recordBytes());
    for (String left :
        new String[] {"'rider':7", "'rider':'ada'", "'distance':5.0", "'test':true", "'age':4.5"}) {
      String value = "{'id':'t1','when':1900000000000,%s}".formatted(left);
      assertThat(reader.read(json(value))).as(value).isInstanceOf(Tombstone.class);
    }
    assertThat(reader.read(json("{'id':'t1','when':1600000000000,'rider':'bob'}")))
        .isInstanceOf(Usable.class);
  }

  @Test
  void aTimeMayCountSeconds() {
    LearnerSpec spec = TestSpecs.spec("unit: seconds");
    RecordReader seconds = reader(UserTopic.events(spec), spec.limits().recordBytes());
    for (String when : new String[] {"1600000000", "1600000000.0", "'1600000000'"}) {
      assertThat(seconds.read(json("{'id':'t1','when':%s}".formatted(when))).position().time())
          .isEqualTo(1_600_000_000_000L);
    }
  }

  static Stream<BadValue> badValues() {
    return Stream.of(
        new BadValue("", Reason.MALFORMED, ""),
        new BadValue("{'id':'t1','when':16", Reason.MALFORMED, ""),
        new BadValue("[1,2]", Reason.MALFORMED, ""),
        new BadValue("{'when':1600000000000}", Reason.MISSING_FIELD, "id"),
        new BadValue("{'id':'t1'}", Reason.MISSING_FIELD, "when"),
        new BadValue("{'id':'t1','when':null}", Reason.MISSING_FIELD, "when"),
        new BadValue("{'id':'t1','when':'noon'}", Reason.WRONG_TYPE, "when"),
        new BadValue("{'id':'t1','when':1e17}", Reason.OUT_OF_RANGE, "when"),
        new BadValue("{'id':'t1','when':1900000000000}", Reason.OUT_OF_RANGE, "when"),
        new BadValue("{'id':'t1','when':1700003600001}", Reason.OUT_OF_RANGE, "when"));
  }

  @ParameterizedTest
  @MethodSource("badValues")
  void whatCannotBeUsedBecomesADeadLetter(BadValue bad) {
    ConsumerRecord<byte[], byte[]> record = json(bad.value());
    DeadLetter letter = ((Unusable) events.read(record)).letter();

    assertThat(letter.reason()).as(letter.message()).isEqualTo(bad.reason());
    assertThat(letter.field()).isEqualTo(bad.field());
    assertThat(letter.message()).isNotBlank();
    assertThat(letter.original()).isEqualTo(record.value());
    assertThat(letter.learner()).isEqualTo("trips");
    assertThat(letter.topic()).isEqualTo("trips");
    assertThat(letter.partition()).isEqualTo(1);
    assertThat(letter.offset()).isEqualTo(42);
    assertThat(letter.time()).isEqualTo(KAFKA_TIME);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "'far', WRONG_TYPE",
        "1e300, OUT_OF_RANGE",
        "NaN, NOT_FINITE",
        "{'x': [1]}, WRONG_TYPE"
      })
  void aFeaturesBadValueIsSetAsideAndSaid(String distance, Reason reason) {
    Usable record =
        (Usable)
            events.read(json("{'distance':%s,'id':'t1','when':1600000000000}".formatted(distance)));

    assertThat(record.event().isMissing(SPEC.model().events().indexOf("distance"))).isTrue();
    assertThat(record.position().time()).isEqualTo(1_600_000_000_000L);
    assertThat(record.setAside())
        .singleElement()
        .satisfies(
            bad -> {
              assertThat(bad.field()).isEqualTo("distance");
              assertThat(bad.reason()).isEqualTo(reason);
            });
  }

  @Test
  void ofATooLargeRecordOnlyTheBeginningIsKept() {
    DeadLetter letter =
        ((Unusable) events.read(record(new byte[10_000_000], new RecordHeaders()))).letter();

    assertThat(letter.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(letter.original()).hasSize(RecordReader.KEPT_OF_TOO_LARGE);
  }

  @Test
  void nothingThatComesMakesItThrow() {
    Random random = new Random(7);
    byte[] good = json("{'id':'t1','when':1600000000000,'distance':5}").value();
    for (int i = 0; i < 5000; i++) {
      byte[] damaged = good.clone();
      for (int hits = random.nextInt(4); hits >= 0; hits--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      assertThat(events.read(record(damaged, new RecordHeaders()))).isNotNull();
    }
  }

  @Test
  void aTimeMayLieAsFarAheadOfItsRecordAsTheSpecSays() {
    assertThat(events.read(json("{'id':'t1','when':1700003600000}"))).isInstanceOf(Usable.class);
  }

  @Test
  void aRecordWithoutATimestampBoundsNoTime() {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            "trips",
            1,
            42,
            ConsumerRecord.NO_TIMESTAMP,
            TimestampType.NO_TIMESTAMP_TYPE,
            -1,
            -1,
            null,
            json("{'id':'t1','when':1600000000000}").value(),
            new RecordHeaders(),
            Optional.empty());

    assertThat(events.read(record)).isInstanceOf(Usable.class);
  }

  @Test
  void withoutATimeFieldTheKafkaTimestampCounts() {
    RecordReader labels = reader(UserTopic.labels(SPEC).orElseThrow(), 1000);
    SourceRecord record = labels.read(json("{'id':'t1','late':true}"));

    assertThat(record).isInstanceOf(Usable.class);
    assertThat(record.position().time()).isEqualTo(KAFKA_TIME);
  }

  @Test
  void aTimeMarkIsReadAsItWasMade() {
    ProducerRecord<byte[], byte[]> sent = TimeMarks.record("trips", 1, 1_234_567L);

    assertThat(events.read(record(sent.value(), sent.headers())))
        .isEqualTo(new Mark(new Position(1_234_567L, "trips", 1, 42)));
    assertThat(sent.partition()).isEqualTo(1);
  }

  @Test
  void aTimeMarkOfAnotherLengthIsADeadLetter() {
    Headers headers = new RecordHeaders().add(TimeMarks.HEADER, new byte[3]);
    DeadLetter letter = ((Unusable) events.read(record(null, headers))).letter();

    assertThat(letter.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(letter.field()).isEqualTo(TimeMarks.HEADER);
  }

  private static ConsumerRecord<byte[], byte[]> json(String value) {
    return record(value.replace('\'', '"').getBytes(StandardCharsets.UTF_8), new RecordHeaders());
  }

  private static ConsumerRecord<byte[], byte[]> record(byte[] value, Headers headers) {
    return new ConsumerRecord<>(
        "trips",
        1,
        42,
        KAFKA_TIME,
        TimestampType.CREATE_TIME,
        -1,
        value == null ? -1 : value.length,
        null,
        value,
        headers,
        Optional.empty());
  }
}
