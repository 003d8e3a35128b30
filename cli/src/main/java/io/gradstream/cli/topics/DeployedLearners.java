package io.gradstream.cli.topics;

import io.gradstream.schemas.Topics;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The learners that there are, by the topics that their deploys make.
 *
 * @param names in their order
 */
public record DeployedLearners(Set<String> names, String brokers) {

  private static final String SUFFIX = Topics.of("").control();

  public static DeployedLearners read(KafkaAccess kafka) throws InterruptedException {
    return of(kafka.topics(), kafka.brokers());
  }

  public static DeployedLearners of(Set<String> topics, String brokers) {
    return new DeployedLearners(
        topics.stream()
            .filter(topic -> topic.endsWith(SUFFIX) && topic.length() > SUFFIX.length())
            .map(topic -> topic.substring(0, topic.length() - SUFFIX.length()))
            .filter(learner -> topics.containsAll(Topics.of(learner).all()))
            .collect(Collectors.toCollection(TreeSet::new)),
        brokers);
  }

  /**
   * @throws IllegalStateException when there is no such learner, with those that there are
   */
  public void require(String learner) {
    if (!names.contains(learner)) {
      throw absent(learner, Topics.of(learner).control());
    }
  }

  /** What is to be said when a topic of a learner is not there. */
  IllegalStateException absent(String learner, String topic) {
    return new IllegalStateException(
        "there is no learner %s at %s: no topic %s, which its deploy makes. Learners there: %s"
            .formatted(
                learner, brokers, topic, names.isEmpty() ? "none" : String.join(", ", names)));
  }
}
