package io.gradstream.faults;

import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetterCodec;
import io.gradstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Faults of those who write to the learner's topics. */
public enum Strays implements Fault {
  EVENT_AHEAD("an event that is 300 days ahead of its record") {
    @Override
    public Hit strike(FaultSystem system) {
      long time = System.currentTimeMillis() + Duration.ofDays(300).toMillis();
      String event =
          "{\"id\": \"%s\", \"at\": %d, \"machine\": \"m0\", \"load\": 0.5, \"kind\": \"k0\"}"
              .formatted(Traffic.id(0), time);
      RecordMetadata at =
          Sending.send(
              system.broker(),
              new ProducerRecord<>(
                  Machines.EVENTS, 0, null, event.getBytes(StandardCharsets.UTF_8)));
      Waiting.until("its dead letter", () -> isThere(system, letter -> isOf(letter, at)));
      return new Hit(
          "offset %d of partition %d, a dead letter".formatted(at.offset(), at.partition()),
          () -> system.flink().rest().isJobRunning());
    }
  };

  private final String title;

  Strays(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }

  private static boolean isOf(DeadLetter letter, RecordMetadata at) {
    return letter.topic().equals(at.topic())
        && letter.partition() == at.partition()
        && letter.offset() == at.offset();
  }

  private static boolean isThere(FaultSystem system, Predicate<DeadLetter> wanted) {
    DeadLetterCodec codec = new DeadLetterCodec();
    AtomicBoolean found = new AtomicBoolean();
    String topic = Topics.of(system.spec().name()).deadLetters();
    try (TopicLog log = new TopicLog(system.broker().address(), false, topic)) {
      log.read(
          entry -> {
            if (wanted.test(codec.decode(entry.value()))) {
              found.set(true);
            }
          });
    }
    return found.get();
  }
}
