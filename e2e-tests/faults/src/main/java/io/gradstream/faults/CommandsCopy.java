package io.gradstream.faults;

import io.gradstream.local.LocalBroker;
import io.gradstream.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Gives a learner that has never run the commands of another, with their positions. */
final class CommandsCopy {

  private CommandsCopy() {}

  static void copy(LocalBroker broker, String from, String to) {
    List<TopicLog.Entry> records = new ArrayList<>();
    try (TopicLog log = new TopicLog(broker.address(), true, Topics.of(from).control())) {
      log.read(records::add);
    }
    String topic = Topics.of(to).control();
    broker.createTopics(List.of(new NewTopic(topic, 1, (short) 1)));
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      records.forEach(
          entry -> producer.send(new ProducerRecord<>(topic, entry.key(), entry.value())));
      producer.flush();
    }
  }
}
