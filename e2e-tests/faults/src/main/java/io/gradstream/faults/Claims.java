package io.gradstream.faults;

import io.gradstream.local.LocalBroker;
import io.gradstream.schemas.Claim;
import io.gradstream.schemas.Claim.Begun;
import io.gradstream.schemas.Claim.Completed;
import io.gradstream.schemas.Claim.Drawn;
import io.gradstream.schemas.ClaimCodec;
import io.gradstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What stands on a learner's claims topic.
 *
 * @param lastBegun number of the run that has begun last; -1 when none has
 * @param completed the checkpoint that was announced last; -1 when none was
 */
record Claims(long lastBegun, long completed) {

  private static final Claims NONE = new Claims(-1, -1);

  static Claims of(String learner, String brokers) {
    ClaimCodec codec = new ClaimCodec();
    AtomicReference<Claims> claims = new AtomicReference<>(NONE);
    try (TopicLog log = new TopicLog(brokers, true, Topics.of(learner).claims())) {
      log.read(entry -> claims.updateAndGet(before -> before.with(codec.decode(entry.value()))));
    }
    return claims.get();
  }

  private Claims with(Claim claim) {
    if (claim instanceof Begun begun) {
      return new Claims(begun.run(), completed);
    }
    return claim instanceof Completed done ? new Claims(lastBegun, done.checkpoint()) : this;
  }

  /** Lets a learner that has never run draw this number for its first run. */
  static void drawBefore(long number, String learner, LocalBroker broker) {
    if (number > 0) {
      String topic = Topics.of(learner).claims();
      broker.createTopics(
          List.of(new NewTopic(topic, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))));
      Claim drawn = new Drawn(number - 1);
      Sending.send(
          broker,
          new ProducerRecord<>(
              topic,
              drawn.recordKey().getBytes(StandardCharsets.UTF_8),
              new ClaimCodec().encode(drawn)));
    }
  }
}
