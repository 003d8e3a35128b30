package io.gradstream.serving;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.serving.TestServer.Answer;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.learn.LearnDesk;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics that records are given to, in a producer that Kafka brings for tests: no broker. */
public final class GivenTopics {

  private static final String SPEC =
      """
      learner: %s
      events: {topic: flights, format: json, id: flightId, time: scheduled}
      labels: {topic: arrivals, format: json, id: flightId, time: landed, wait: 24h}
      features:
        - {field: distance, as: numeric}
        - {field: origin, as: category}
      target: {binary: "delayMinutes > 15"}
      network: [{dense: 4, activation: relu}]
      """;

  static final String FLIGHT =
      "{\"flightId\": \"AA-1\",  \"scheduled\": 981100800000, \"distance\": 733.50, \"crew\": [1]}";
  static final String ARRIVAL =
      "{\"flightId\": \"AA-1\", \"landed\": 981108000000, \"delayMinutes\": 20}";
  static final String BOTH = "{\"events\": [" + FLIGHT + "], \"labels\": [" + ARRIVAL + "]}";

  private GivenTopics() {}

  /** Gives records to a server. */
  static Answer learn(TestServer server, String body) {
    return server.send("POST", MalformedRecords.LEARN, body);
  }

  /** The line of a measure. */
  static String count(String kind, String fate, int records) {
    return "gradstream_serving_learn_records_total{learner=\"flight-delays\",kind=\"%s\",fate=\"%s\"} %d"
        .formatted(kind, fate, records);
  }

  /** Flights and, on a topic of their own, their arrivals. */
  static LearnerSpec spec(String learner) {
    return read(yaml(learner));
  }

  static String yaml(String learner) {
    return SPEC.formatted(learner);
  }

  static LearnerSpec read(String yaml) {
    return SpecReader.read(new SpecBundle("spec.yaml", yaml, Map.of()));
  }

  /** Has told of both topics. */
  public static MockProducer<byte[], byte[]> producer(boolean storesAtOnce) {
    Node node = new Node(0, "localhost", 1);
    List<PartitionInfo> partitions =
        Stream.of("flights", "arrivals")
            .map(topic -> new PartitionInfo(topic, 0, node, new Node[] {node}, new Node[] {node}))
            .toList();
    Cluster cluster = new Cluster("test", List.of(node), partitions, Set.of(), Set.of());
    return new MockProducer<>(
        cluster, storesAtOnce, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** One that takes records of one learner in. */
  public static LearnDesk desk(MockProducer<byte[], byte[]> producer, String learner) {
    return desk(producer, spec(learner), Limits.DEFAULT);
  }

  static LearnDesk desk(MockProducer<byte[], byte[]> producer, LearnerSpec spec, Limits limits) {
    return new LearnDesk(List.of(spec), () -> producer, limits);
  }
}
