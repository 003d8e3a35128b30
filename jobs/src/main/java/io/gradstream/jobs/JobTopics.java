package io.gradstream.jobs;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.PublishedForm;
import io.gradstream.learning.spec.UserTopic;
import io.gradstream.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that every topic is there before the job starts, since Flink's Kafka source fails on
 * one that is not. The learner's own are made. The user's are waited for, and made when nobody has:
 * an empty topic waits for its first record, a missing one would stop everything.
 */
final class JobTopics {

  /** Room for what surrounds the payload of a record. */
  static final int OVERHEAD = 64 * 1024;

  /** Each byte of a text is at most two in JSON, and base64 makes four of three. */
  private static final int MOST_GROWTH_IN_JSON = 2;

  private static final Logger LOG = LoggerFactory.getLogger(JobTopics.class);
  private static final int BROKER_DEFAULT_BYTES = 1 << 20;
  private static final long PAUSE_MILLIS = 250;

  /** A job that goes on from an old savepoint reads the commands again that came after it. */
  private static final Map<String, String> FOR_GOOD =
      Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1", TopicConfig.RETENTION_BYTES_CONFIG, "-1");

  /** What somebody may have chosen otherwise for a topic that is there. */
  private static final Set<String> LEFT_AS_FOUND = Set.of(TopicConfig.CLEANUP_POLICY_CONFIG);

  private final LearnerSpec spec;
  private final Topics own;
  private final JobOptions options;

  JobTopics(LearnerSpec spec, JobOptions options) {
    this.spec = spec;
    this.options = options;
    own = Topics.of(spec.name());
  }

  /** Waits for the user's topics, and makes what is missing. */
  void prepare(Admin admin) throws InterruptedException, ExecutionException {
    Set<String> present =
        admin.listTopics(new ListTopicsOptions().timeoutMs(KafkaDoor.ANSWER_MILLIS)).names().get();
    Map<Boolean, List<NewTopic>> topics =
        own().stream().collect(Collectors.partitioningBy(topic -> present.contains(topic.name())));
    make(admin, topics.get(false));
    bringUpToDate(admin, topics.get(true));
    makeUserTopics(admin);
  }

  /**
   * A topic of an earlier deploy may not take records as large as the spec allows now, or may stamp
   * them by the clocks of the processes that write.
   */
  private static void bringUpToDate(Admin admin, List<NewTopic> present)
      throws InterruptedException, ExecutionException {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (NewTopic topic : present) {
      changes.put(
          new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
          topic.configs().entrySet().stream()
              .filter(entry -> !LEFT_AS_FOUND.contains(entry.getKey()))
              .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
              .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
              .toList());
    }
    try {
      admin.incrementalAlterConfigs(changes).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof ApiException)) {
        throw e;
      }
      LOG.warn("Could not bring {} up to date: {}", changes.keySet(), e.getMessage());
    }
  }

  private List<NewTopic> own() {
    List<NewTopic> topics = new ArrayList<>(ofEveryLearner());
    ownReplies().forEach(name -> topics.add(ownTopic(name, options.partitions(), Map.of())));
    return topics;
  }

  /** The topic of replies that nobody else has a use for, where the learner answers on it. */
  private List<String> ownReplies() {
    return spec.queries().stream()
        .flatMap(queries -> queries.replies().stream())
        .filter(Topics.replies(spec.name())::equals)
        .toList();
  }

  private List<NewTopic> ofEveryLearner() {
    int partitions = options.partitions();
    return List.of(
        ownTopic(own.predictions(), partitions, Map.of()),
        ownTopic(
            own.models(),
            partitions,
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(largestSnapshot()))),
        ownTopic(own.metrics(), partitions, Map.of()),
        ownTopic(
            own.deadLetters(),
            partitions,
            Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(largestDeadLetter()))),
        ownTopic(own.control(), 1, FOR_GOOD),
        ownTopic(
            own.claims(),
            1,
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
  }

  /**
   * A topic that the broker stamps by its own clock: by that of a TaskManager that runs ahead it
   * would refuse the records, and the job could not go on.
   */
  private static NewTopic ownTopic(String name, int partitions, Map<String, String> more) {
    Map<String, String> configuration = new HashMap<>(more);
    configuration.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    return topic(name, partitions, configuration);
  }

  /** The largest record on the models topic, in bytes. */
  int largestSnapshot() {
    return Math.max(BROKER_DEFAULT_BYTES, spec.publish().inlineSnapshotBytes() + OVERHEAD);
  }

  /** The largest record on the dead-letters topic, in bytes. */
  int largestDeadLetter() {
    int growth = spec.publish().form() instanceof PublishedForm.Json ? MOST_GROWTH_IN_JSON : 1;
    return Math.max(BROKER_DEFAULT_BYTES, growth * spec.limits().recordBytes() + OVERHEAD);
  }

  private static NewTopic topic(String name, int partitions, Map<String, String> configuration) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configuration);
  }

  private List<String> userTopics() {
    List<String> topics = new ArrayList<>(List.of(spec.events().topic()));
    UserTopic.labels(spec).ifPresent(labels -> topics.add(labels.name()));
    return topics;
  }

  /** Those that the learner is asked and answers on. */
  private List<String> askedTopics() {
    List<String> topics = new ArrayList<>();
    spec.queries()
        .ifPresent(
            queries -> {
              topics.add(queries.topic());
              topics.addAll(queries.replies());
            });
    return topics;
  }

  private void makeUserTopics(Admin admin) throws InterruptedException, ExecutionException {
    Set<String> missing = awaitUserTopics(admin);
    if (!missing.isEmpty()) {
      LOG.warn(
          "Nobody has made {}: made now, with {} partitions each (--partitions).",
          missing,
          options.partitions());
      make(
          admin,
          missing.stream().map(name -> topic(name, options.partitions(), Map.of())).toList());
    }
  }

  private Set<String> awaitUserTopics(Admin admin) throws InterruptedException, ExecutionException {
    Instant giveUp = Instant.now().plus(options.awaitTopics());
    Set<String> missing = missing(admin);
    while (!missing.isEmpty() && Instant.now().isBefore(giveUp)) {
      Thread.sleep(PAUSE_MILLIS);
      missing = missing(admin);
    }
    return missing;
  }

  private Set<String> missing(Admin admin) throws InterruptedException, ExecutionException {
    Set<String> missing = new TreeSet<>(userTopics());
    missing.addAll(askedTopics());
    missing.removeAll(admin.listTopics().names().get());
    return missing;
  }

  /** Whoever else makes one of them at the same time is welcome. */
  private static void make(Admin admin, Collection<NewTopic> topics)
      throws InterruptedException, ExecutionException {
    for (var made : admin.createTopics(topics).values().values()) {
      try {
        made.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    ServedTopics.await(admin, topics.stream().map(NewTopic::name).toList());
  }

  /** How many partitions the topics of events and labels have. */
  Map<String, Integer> partitions(Admin admin) throws InterruptedException, ExecutionException {
    return partitions(userTopics(), admin);
  }

  /** What there is of queries; absent where the learner is not asked over Kafka. */
  Optional<QueryTopics> queries(Admin admin) throws InterruptedException, ExecutionException {
    return spec.queries().isEmpty()
        ? Optional.empty()
        : Optional.of(
            QueryTopics.of(spec.queries().get(), partitions(askedTopics(), admin), admin));
  }

  private static Map<String, Integer> partitions(List<String> topics, Admin admin)
      throws InterruptedException, ExecutionException {
    return admin.describeTopics(topics).allTopicNames().get().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, described -> described.getValue().partitions().size()));
  }
}
