package io.gradstream.jobs;

import io.gradstream.operators.control.Run;
import io.gradstream.schemas.Claim;
import io.gradstream.schemas.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws the number of a run, so that no two deploys ever have the same. */
final class RunNumbers {

  private static final Logger LOG = LoggerFactory.getLogger(RunNumbers.class);
  private static final int TRIES = 10;

  private RunNumbers() {}

  /**
   * Draws a number that is greater than any drawn before and than any generation published.
   *
   * @param published the greatest generation on the models topic; -1: none
   */
  static Run draw(
      KafkaClients clients, Consumer<byte[], byte[]> consumer, String learner, long published) {
    Topics topics = Topics.of(learner);
    for (int left = TRIES; ; left--) {
      try (ExclusiveWriter writer = new ExclusiveWriter(clients, topics, learner + ".draw")) {
        writer.begin();
        ClaimsTopic claims = ClaimsTopic.read(clients, consumer, topics.claims());
        long number = Math.max(published, claims.greatest()) + 1;
        writer.write(new Claim.Drawn(number));
        return new Run(number, claims.lastBegun(), claims.newest());
      } catch (ProducerFencedException | InvalidProducerEpochException e) {
        if (left == 0) {
          throw e;
        }
        LOG.info("Learner '{}' is being deployed by someone else, too: drawing again.", learner);
      } catch (KafkaException e) {
        if (left == 0 || !(e.getCause() instanceof ProducerFencedException)) {
          throw e;
        }
      }
    }
  }
}
