package io.gradstream.e2e;

import io.gradstream.local.LocalBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic made anew of what it held, as one who wants to change the past would make it. */
final class ReplacedTopic {

  private ReplacedTopic() {}

  /** Replaces a topic; one record of it is another. */
  static void replaceOne(LocalBroker broker, String topic, int partition, long offset)
      throws Exception {
    List<ConsumerRecord<byte[], byte[]>> records = read(broker, topic);
    int partitions = 1 + records.stream().mapToInt(ConsumerRecord::partition).max().orElseThrow();
    try (Admin admin = broker.admin()) {
      admin.deleteTopics(List.of(topic)).all().get();
      Eventually.get(() -> names(admin), names -> !names.contains(topic));
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (ConsumerRecord<byte[], byte[]> record : records) {
        boolean isIt = record.partition() == partition && record.offset() == offset;
        byte[] value = isIt ? changed(record.value()) : record.value();
        producer
            .send(
                new ProducerRecord<>(
                    topic,
                    record.partition(),
                    record.timestamp(),
                    record.key(),
                    value,
                    record.headers()))
            .get();
      }
    }
  }

  /** Another value of the same length: the first digit is another. */
  private static byte[] changed(byte[] value) {
    byte[] other = value.clone();
    int digit =
        IntStream.range(0, value.length)
            .filter(i -> Character.isDigit(value[i]))
            .reduce((first, next) -> next)
            .orElseThrow();
    other[digit] = (byte) (value[digit] == '1' ? '2' : '1');
    return other;
  }

  private static Set<String> names(Admin admin) {
    try {
      return admin.listTopics().names().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(LocalBroker broker, String topic) {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(of -> new TopicPartition(topic, of.partition()))
              .toList();
      long count =
          consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      Eventually.get(
          () -> {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            return records;
          },
          all -> all.size() >= count);
      return records;
    }
  }
}
