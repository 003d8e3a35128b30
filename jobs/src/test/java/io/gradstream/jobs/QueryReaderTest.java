package io.gradstream.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.decode.HttpRegistry;
import io.gradstream.features.decode.RegistryAccess;
import io.gradstream.features.decode.RegistryHost;
import io.gradstream.features.decode.RegistryPatience;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.TopicRecords.Registries;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.operators.record.QueryRecord;
import io.gradstream.operators.record.QueryRecord.Asked;
import io.gradstream.operators.record.Reply;
import io.gradstream.operators.record.Reply.Status;
import io.gradstream.operators.record.ReplyTo;
import io.gradstream.schemas.Position;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryReaderTest {

  private static final long KAFKA_TIME = 1_700_000_000_000L;
  private static final ReplyTopics REPLIES =
      new ReplyTopics(
          List.of("trips.replies", "elsewhere"), Map.of("trips.replies", 2, "elsewhere", 3));
  private static final Registries NONE =
      place -> {
        throw new AssertionError("JSON needs no registry: " + place);
      };

  private final QueryReader reader = new QueryReader(spec(TestSpecs.TRIPS.text()), REPLIES, NONE);

  private static LearnerSpec spec(String text) {
    return SpecReader.read(
        new SpecBundle(
            "trips.yaml",
            text + "key: place\nqueries: {topic: asks}\n",
            Map.of(
                "trip.avsc",
                """
                {"type": "record", "name": "Trip", "fields": [
                  {"name": "place", "type": "string"}, {"name": "id", "type": "string"},
                  {"name": "when", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                  {"name": "distance", "type": "double"}, {"name": "late", "type": "boolean"}]}
                """)));
  }

  @Test
  void usageExample() {
    Asked asked =
        (Asked)
            read(
                "{'place':'oslo','distance':5}",
                headers()
                    .add("kafka_correlationId", new byte[] {1, 2})
                    .add("kafka_replyTopic", "elsewhere".getBytes(UTF_8))
                    .add("kafka_replyPartition", ByteBuffer.allocate(4).putInt(2).array()));

    assertThat(asked.position()).isEqualTo(new Position(KAFKA_TIME, "asks", 1, 42));
    assertThat(asked.message()).isEmpty();
    assertThat(asked.to())
        .usingRecursiveComparison()
        .isEqualTo(new ReplyTo("elsewhere", 2, "kafka_correlationId", new byte[] {1, 2}));
  }

  @Test
  void aQueryThatNamesNoTopicIsAnsweredOnTheFirst() {
    Asked asked = (Asked) read("{'place':'oslo'}", headers().add("correlationId", bytes("a")));

    assertThat(asked.to())
        .usingRecursiveComparison()
        .isEqualTo(new ReplyTo("trips.replies", ReplyTo.ANY, "correlationId", bytes("a")));
    assertThat(((Asked) read("{'place':'oslo'}", headers())).to().correlationHeader()).isEmpty();
  }

  /** Whatever an event's own time may be: it moves none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'place':'oslo','id':'t1','when':1900000000000,'distance':5,'late':true}",
        "{'place':'oslo','when':null,'id':null}"
      })
  void idTimeAndLabelAreTakenOrNot(String event) {
    assertThat(((Asked) read(event, headers())).position().time()).isEqualTo(KAFKA_TIME);
  }

  @Test
  void valuesThatAreSetAsideAreTold() {
    Asked asked = (Asked) read("{'place':'oslo','distance':'far'}", headers());

    assertThat(asked.message())
        .startsWith("answered without: distance must be a number")
        .contains("'far'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no JSON", "[1]", "{'place':'oslo'", "{'distance':5}"})
  void whatIsNoEventIsToldSo(String value) {
    assertThat(refusal(value, headers()).status()).isEqualTo(Status.UNREADABLE);
  }

  /** One network's answer is a change from it; members go on from the last label without it. */
  @Test
  void whatOneNetworksAnswerIsAChangeFromMustBeThere() {
    String change =
        TestSpecs.TRIPS
            .text()
            .replaceAll("target:.*", "target: {regression: late, from: distance}");
    String head = change.replaceAll("network:.*|learn:.*", "");
    QueryReader one = new QueryReader(spec(head + "network: [{dense: 4}]\n"), REPLIES, NONE);

    Object told = one.read(record(bytes("{\"place\":\"oslo\"}"), headers()));
    assertThat(((Reply) told).status()).isEqualTo(Status.UNREADABLE);
    assertThat(((Reply) told).message()).contains("distance");
  }

  @Test
  void aQueryWithoutAValueIsToldSo() {
    Reply refusal = (Reply) reader.read(record(null, headers()));
    assertThat(refusal.status()).isEqualTo(Status.UNREADABLE);

    Headers marked = headers().add(TimeMarks.HEADER, new byte[8]);
    assertThat(((Reply) reader.read(record(null, marked))).status()).isEqualTo(Status.UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trips.control", "", "../x", "trips.replies ", "\u0000"})
  void noOtherTopicIsEverAnsweredOn(String topic) {
    Reply refusal = refusal("{'place':'oslo'}", headers().add("replyTopic", bytes(topic)));

    assertThat(refusal.status()).isEqualTo(Status.BAD_ADDRESS);
    assertThat(refusal.message())
        .isEqualTo("a reply may go to trips.replies, elsewhere (queries.replies): " + topic);
    assertThat(refusal.to().topic()).isEqualTo("trips.replies");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, Integer.MAX_VALUE})
  void noOtherPartitionIsEverAnsweredOn(int partition) {
    byte[] bytes = ByteBuffer.allocate(4).putInt(partition).array();
    Reply refusal = refusal("{'place':'oslo'}", headers().add("kafka_replyPartition", bytes));

    assertThat(refusal.status()).isEqualTo(Status.BAD_ADDRESS);
    assertThat(refusal.message())
        .isEqualTo(
            "kafka_replyPartition must be 4 bytes, a partition of trips.replies, which has 2");
    assertThat(refusal.to().partition()).isEqualTo(ReplyTo.ANY);
    assertThat(
            refusal("{'place':'oslo'}", headers().add("kafka_replyPartition", bytes("two")))
                .status())
        .isEqualTo(Status.BAD_ADDRESS);
  }

  @Test
  void aCorrelationIdThatWouldMakeAReplyTooLargeIsNotGivenBack() {
    Reply refusal =
        refusal("{'place':'oslo'}", headers().add("kafka_correlationId", new byte[2000]));

    assertThat(refusal.status()).isEqualTo(Status.BAD_ADDRESS);
    assertThat(refusal.message())
        .isEqualTo("kafka_correlationId must have at most 1024 bytes: 2000");
    assertThat(refusal.to().correlationHeader()).isEmpty();
  }

  /** Others stand behind it, and it is told. */
  @Test
  void aRegistryThatIsAwayIsNotWaitedFor() {
    RegistryPatience none =
        new RegistryPatience(
            Duration.ofSeconds(1),
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            Optional.of(Duration.ofMillis(1)));
    QueryReader avro =
        new QueryReader(
            spec(
                TestSpecs.TRIPS
                    .text()
                    .replace(
                        "{topic: trips,",
                        "{topic: trips, format: avro, schema: trip.avsc, registry: \"http://localhost:1\",")
                    .replace("arrivals, id: id", "arrivals, format: json, id: id")),
            REPLIES,
            place ->
                new HttpRegistry(
                    URI.create(place.url()),
                    () -> RegistryAccess.OPEN,
                    none,
                    RegistryHost.ofThread(),
                    InstantSource.system()));

    Reply refusal = (Reply) avro.read(record(new byte[] {0, 0, 0, 0, 7, 8}, headers()));
    assertThat(refusal.status()).isEqualTo(Status.REGISTRY_AWAY);
    assertThat(refusal.message()).contains("http://localhost:1 does not answer for schema id 7");
  }

  @Test
  void whateverComesBecomesAQuestionOrARefusal() {
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      byte[] value = new byte[random.nextInt(60)];
      random.nextBytes(value);
      byte[] header = new byte[random.nextInt(8)];
      random.nextBytes(header);
      Headers headers =
          headers()
              .add("kafka_correlationId", header)
              .add(random.nextBoolean() ? "kafka_replyTopic" : "kafka_replyPartition", header);
      assertThat(reader.read(record(value, headers))).isInstanceOf(QueryRecord.class);
    }
  }

  private Reply refusal(String value, Headers headers) {
    return (Reply) read(value, headers);
  }

  private QueryRecord read(String value, Headers headers) {
    return reader.read(record(bytes(value.replace('\'', '"')), headers));
  }

  private static ConsumerRecord<byte[], byte[]> record(byte[] value, Headers headers) {
    return new ConsumerRecord<>(
        "asks",
        1,
        42,
        KAFKA_TIME,
        TimestampType.CREATE_TIME,
        0,
        0,
        null,
        value,
        headers,
        Optional.empty());
  }

  private static Headers headers() {
    return new RecordHeaders();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
