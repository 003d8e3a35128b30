package io.gradstream.sql;

import io.gradstream.model.ModelSpec;
import io.gradstream.serving.models.FollowTimes;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.ModelStore;
import io.gradstream.serving.models.ModelsConsumer;
import io.gradstream.serving.models.ModelsFollower;
import io.gradstream.serving.models.NewestSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.table.api.ValidationException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models topic of a learner. */
final class KafkaModels implements ModelSource {

  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(KafkaModels.class);
  private static final String CLIENT = "gradstream-sql";

  /**
   * @throws ValidationException when Kafka refuses one of its properties
   */
  @Override
  public Optional<ModelSpec> newestSpec(ModelOptions options) {
    if (options.check().isZero()) {
      return Optional.empty();
    }
    Map<String, Object> properties = properties(options);
    try (Consumer<byte[], byte[]> consumer = consumer(properties)) {
      Optional<ModelSpec> spec =
          NewestSpec.read(consumer, options.learner(), options.snapshotsFolder(), options.check());
      if (spec.isEmpty()) {
        LOG.warn(
            "no model of {} can be read here yet: columns are checked when the query starts",
            options.learner());
      }
      return spec;
    } catch (KafkaException e) {
      LOG.warn(
          "the models of {} cannot be read here: columns are checked when the query starts",
          options.learner(),
          e);
      return Optional.empty();
    }
  }

  private static Map<String, Object> properties(ModelOptions options) {
    Map<String, String> given = new HashMap<>(options.kafka());
    given.replaceAll(KafkaNames.HERE::named);
    Map<String, Object> properties = ModelsConsumer.properties(options.brokers(), CLIENT, given);
    try {
      besideKafka(() -> new ConsumerConfig(properties));
      return properties;
    } catch (ConfigException e) {
      throw new ValidationException(
          "properties.* must be as Kafka's consumer has them: " + e.getMessage(), e);
    }
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> properties) {
    return besideKafka(() -> new KafkaConsumer<>(properties));
  }

  /** Kafka finds classes by their names, in the loader of the thread: they are beside this one. */
  private static <T> T besideKafka(Supplier<T> made) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(KafkaModels.class.getClassLoader());
    try {
      return made.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public FollowedModels follow(ModelOptions options) {
    return new Following(options, properties(options));
  }

  private static final class Following implements FollowedModels {

    private static final long STOP_MILLIS = 5_000;

    private final ModelStore store;
    private final LearnerModels models;
    private final ModelsFollower follower;
    private final Thread thread;

    Following(ModelOptions options, Map<String, Object> properties) {
      store = new ModelStore(options.cacheBytes());
      models = store.follow(options.learner());
      follower =
          new ModelsFollower(
              () -> consumer(properties),
              Set.of(options.learner()),
              options.snapshotsFolder(),
              store,
              FollowTimes.DEFAULT);
      thread = new Thread(follower, "models-follower-" + options.learner());
      thread.setDaemon(true);
      thread.setContextClassLoader(KafkaModels.class.getClassLoader());
      thread.start();
    }

    @Override
    public LearnerModels models() {
      return models;
    }

    @Override
    public String obstacle() {
      return store.trouble().orElseGet(models::obstacle);
    }

    @Override
    public void close() {
      follower.close();
      try {
        thread.join(STOP_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      store.close();
    }
  }
}
