package io.gradstream.faults.soak;

import io.gradstream.schemas.ControlCommand.SetLearningRate;
import io.gradstream.schemas.ControlCommandCodec;
import io.gradstream.schemas.Topics;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends control commands to a learner. Used by one thread. */
final class Orders implements AutoCloseable {

  private final String topic;
  private final ControlCommandCodec codec = new ControlCommandCodec();
  private final Producer<byte[], byte[]> producer;

  Orders(String learner, String brokers) {
    topic = Topics.of(learner).control();
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void learningRate(float rate) {
    byte[] order = codec.encode(new SetLearningRate(UUID.randomUUID().toString(), rate));
    producer.send(new ProducerRecord<>(topic, order));
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
