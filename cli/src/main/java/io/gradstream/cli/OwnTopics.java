package io.gradstream.cli;

import io.gradstream.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;

/**
 * The learners that there are, by the topics that their deploys make.
 *
 * @param names in their order
 */
record OwnTopics(Set<String> names, String brokers) {

  private static final int ANSWER_MILLIS = 15_000;
  private static final String SUFFIX = Topics.of("").control();

  static OwnTopics read(KafkaAccess kafka) throws InterruptedException {
    Map<String, Object> properties = new HashMap<>();
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    properties.putAll(kafka.client());
    try (Admin admin = Admin.create(properties)) {
      return of(
          admin.listTopics(new ListTopicsOptions().timeoutMs(ANSWER_MILLIS)).names().get(),
          kafka.brokers());
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "could not look for learners at %s: %s"
              .formatted(kafka.brokers(), e.getCause().getMessage()),
          e);
    }
  }

  static OwnTopics of(Set<String> topics, String brokers) {
    return new OwnTopics(
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
  void require(String learner) {
    if (!names.contains(learner)) {
      throw new IllegalStateException(
          "there is no learner %s at %s: no topic %s, which its deploy makes. %s"
              .formatted(
                  learner,
                  brokers,
                  Topics.of(learner).control(),
                  names.isEmpty()
                      ? "There are none at all"
                      : "There are " + String.join(", ", names)));
    }
  }
}
