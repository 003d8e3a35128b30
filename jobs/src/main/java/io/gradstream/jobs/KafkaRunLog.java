package io.gradstream.jobs;

import io.gradstream.operators.control.Run;
import io.gradstream.operators.control.RunLog;
import io.gradstream.schemas.CheckpointId;
import io.gradstream.schemas.Claim;
import io.gradstream.schemas.ControlCommand.Refused;
import io.gradstream.schemas.ControlRecordCodec;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs decide, on Kafka: positions of commands behind the commands on the control topic, all
 * else on the claims topic. One transactional id for a learner: whoever begins with it shuts out
 * the run before, wherever that may still be alive. For one thread.
 */
final class KafkaRunLog implements RunLog {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaRunLog.class);

  /** How long whoever is shut out waits for the word of a later run. */
  private static final long WORD_NANOS = Duration.ofSeconds(5).toNanos();

  private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

  private final String learner;
  private final Topics topics;
  private final KafkaClients clients;
  private final long first;
  private final ControlRecordCodec codec = new ControlRecordCodec();
  private ExclusiveWriter writer;
  private Run run;

  /**
   * @param first place on the control topic from which on positions count, while nothing of it has
   *     been seen
   */
  private KafkaRunLog(String learner, KafkaClients clients, long first) {
    this.learner = learner;
    this.clients = clients;
    this.first = first;
    topics = Topics.of(learner);
  }

  static RunLog.Factory factory(KafkaClients clients, long first) {
    return learner -> new KafkaRunLog(learner, clients, first);
  }

  @Override
  public Found open(Run begins, CheckpointId from, long branch, OptionalLong next) {
    run = begins;
    try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
      requireNewest(
          ClaimsTopic.readable(consumer, topics.claims())); // or else the newest is shut out
      writer = new ExclusiveWriter(clients, topics, learner + ".run");
      writer.begin();
      ClaimsTopic claims = ClaimsTopic.read(clients, consumer, topics.claims());
      requireNewest(claims);
      if (claims.lastBegun() < run.number()) {
        write(() -> writer.write(new Claim.Begun(run.number(), from, System.currentTimeMillis())));
        LOG.info("Run {} of learner '{}' has begun.", run.number(), learner);
      }
      long place = next.orElse(first);
      return new Found(placed(consumer, place), claims.reached(branch), OptionalLong.of(place));
    }
  }

  private void requireNewest(ClaimsTopic claims) {
    long last = claims.lastBegun();
    if (last > run.number()) {
      throw new SuppressRestartsException(
          new IllegalStateException(
              "learner %s has been deployed again (run %d, begun %s): this job (run %d) ends"
                  .formatted(learner, last, claims.lastBeganAt(), run.number())));
    }
    if (last != run.number() && last != run.before()) {
      throw new SuppressRestartsException(
          new IllegalStateException(
              "learner %s was deployed at the same time by someone else (run %d, begun %s): this job (run %d) ends; deploy again to take over"
                  .formatted(learner, last, claims.lastBeganAt(), run.number())));
    }
  }

  private List<PlacedCommand> placed(Consumer<byte[], byte[]> consumer, long from) {
    TopicPartition control = new TopicPartition(topics.control(), 0);
    long beginning = consumer.beginningOffsets(List.of(control)).get(control);
    Map<TopicPartition, Long> ends = clients.ends(control);
    List<PlacedCommand> placed = new ArrayList<>();
    TopicReading.read(
        consumer,
        Map.of(control, Math.min(ends.get(control), Math.max(beginning, from))),
        ends,
        record -> add(record.value(), placed));
    return placed;
  }

  private void add(byte[] value, List<PlacedCommand> to) {
    try {
      if (codec.decode(value) instanceof PlacedCommand placed) {
        to.add(placed);
      }
    } catch (MalformedRecordException e) {
      LOG.debug("no command; whoever reads the topic says so");
    }
  }

  @Override
  public void place(PlacedCommand command) {
    write(() -> writer.write(new ProducerRecord<>(topics.control(), codec.encode(command))));
    if (command.command() instanceof Refused refused) {
      LOG.warn("An order to learner '{}' is refused: {}", learner, refused.reason());
    } else {
      LOG.info(
          "Command {} of learner '{}' takes effect at {}.",
          command.command().getClass().getSimpleName(),
          learner,
          command.at());
    }
  }

  @Override
  public void reach(long branch, long time) {
    write(() -> writer.write(new Claim.Reached(run.number(), branch, time)));
  }

  @Override
  public void completed(long checkpoint) {
    write(() -> writer.write(new Claim.Completed(run.number(), checkpoint)));
  }

  /** Whoever is shut out says by whom. */
  private void write(Runnable action) {
    try {
      action.run();
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw shutOut(e);
    } catch (KafkaException e) {
      if (e.getCause() instanceof ProducerFencedException
          || e.getCause() instanceof InvalidProducerEpochException) {
        throw shutOut(e);
      }
      throw e;
    }
  }

  /** A later run says that it has begun just after it has shut out the one before. */
  private RuntimeException shutOut(KafkaException cause) {
    long end = System.nanoTime() + WORD_NANOS;
    try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
      do {
        requireNewest(ClaimsTopic.readable(consumer, topics.claims()));
        LockSupport.parkNanos(PAUSE_NANOS);
      } while (System.nanoTime() - end < 0 && !Thread.currentThread().isInterrupted());
    }
    return cause; // by this run itself, started again
  }

  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
  }
}
