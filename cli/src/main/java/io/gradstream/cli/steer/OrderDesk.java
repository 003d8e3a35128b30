package io.gradstream.cli.steer;

import io.gradstream.cli.topics.KafkaAccess;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommand.Pause;
import io.gradstream.schemas.ControlCommand.Promote;
import io.gradstream.schemas.ControlCommand.Refused;
import io.gradstream.schemas.ControlCommand.RollBack;
import io.gradstream.schemas.ControlCommand.SetLearningRate;
import io.gradstream.schemas.ControlCommandCodec;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends an order to a learner, waits for its position and until it holds, and says all that. */
final class OrderDesk {

  private static final Duration EFFECT = Duration.ofSeconds(30);

  private final String learner;
  private final KafkaAccess kafka;
  private final PrintWriter out;

  OrderDesk(String learner, KafkaAccess kafka, PrintWriter out) {
    this.learner = learner;
    this.kafka = kafka;
    this.out = out;
  }

  /** An id of an order. */
  static String newId() {
    return UUID.randomUUID().toString();
  }

  /**
   * Sends an order.
   *
   * @throws IllegalStateException when the job refuses it, with the reason
   */
  void send(ControlCommand order) throws InterruptedException {
    try (ForceWatch watch = new ForceWatch(learner, kafka)) {
      RecordMetadata sent = produce(order);
      say("sent: " + OrderWords.of(order));
      Optional<PlacedCommand> placed =
          new PlacedOrder(producer(), kafka.brokers()).await(sent, order.id());
      if (placed.isEmpty()) {
        say(
            "no running job has taken it up within %d s; the learner does when it runs"
                .formatted(PlacedOrder.PATIENCE.toSeconds()));
      } else if (placed.get().command() instanceof Refused refused) {
        throw new IllegalStateException(
            "learner %s has refused it, and goes on as it is: %s"
                .formatted(learner, refused.reason()));
      } else {
        tell(placed.get(), watch);
      }
    }
  }

  private RecordMetadata produce(ControlCommand order) throws InterruptedException {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] value = new ControlCommandCodec().encode(order);
      return producer.send(new ProducerRecord<>(Topics.of(learner).control(), value)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "could not send to learner %s at %s: %s"
              .formatted(learner, kafka.brokers(), e.getCause().getMessage()),
          e);
    }
  }

  private Map<String, Object> producer() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, KafkaAccess.ANSWER_MILLIS);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, KafkaAccess.REQUEST_MILLIS);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, KafkaAccess.ANSWER_MILLIS);
    properties.putAll(kafka.client());
    return properties;
  }

  private void tell(PlacedCommand placed, ForceWatch watch) {
    say("it holds " + OrderWords.place(placed));
    if (OrderWords.isFromTheStart(placed) || watch.await(placed.at(), EFFECT)) {
      say("in force: learner %s %s".formatted(learner, effect(placed.command())));
    } else {
      say(
          "not in force yet: within %d s nothing was learned as far as that event time. It comes into force by itself, with the events"
              .formatted(EFFECT.toSeconds()));
    }
  }

  private static String effect(ControlCommand order) {
    if (order instanceof SetLearningRate rate) {
      return "learns at the rate " + rate.learningRate();
    }
    if (order instanceof RollBack back) {
      return "has gone back to version %s%s, as a new version"
          .formatted(back.version(), back.key().isEmpty() ? "" : " for the key " + back.key());
    }
    if (order instanceof Promote promote) {
      return "is answered by %s, as a new version".formatted(promote.name());
    }
    return order instanceof Pause ? "answers and learns nothing" : "learns";
  }

  private void say(String what) {
    out.println(what);
    out.flush();
  }
}
