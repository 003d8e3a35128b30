package io.gradstream.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.ValidationException;
import org.junit.jupiter.api.Test;

/** Without a broker; SqlIT has one. */
class KafkaModelsTest {

  private static final String NOBODY = "127.0.0.1:1";

  private final KafkaModels models = new KafkaModels();

  @Test
  void whereNoBrokerAnswersColumnsAreLeftToTheStartOfTheQuery() {
    assertThat(models.newestSpec(options(Map.of("check.timeout", "100 ms")))).isEmpty();
  }

  @Test
  void whatIsWaitedForIsToldOfABrokerThatDoesNotAnswer() {
    try (FollowedModels followed = models.follow(options(Map.of()))) {
      assertThat(followed.models().isReady()).isFalse();
      assertThat(followed.obstacle()).contains("Kafka");
    }
  }

  @Test
  void aPropertyThatKafkaRefusesIsNamedWhileTheQueryIsPlannedUnlessThatIsToAskNobody() {
    Map<String, String> wrong = Map.of("properties.fetch.max.bytes", "many");

    assertThatThrownBy(() -> models.newestSpec(options(wrong)))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("properties.* must be as Kafka's consumer has them")
        .hasMessageContaining("fetch.max.bytes");
    assertThat(
            models.newestSpec(
                options(Map.of("properties.fetch.max.bytes", "many", "check.timeout", "0 s"))))
        .isEmpty();
  }

  @Test
  void classesAreFoundWhateverTheLoaderOfTheThreadHas() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader without = ClassLoader.getPlatformClassLoader();
    thread.setContextClassLoader(without);
    try {
      ModelOptions options =
          options(
              Map.of(
                  "check.timeout",
                  "100 ms",
                  "properties.config.providers",
                  "env",
                  "properties.config.providers.env.class",
                  "org.apache.kafka.common.config.provider.EnvVarConfigProvider",
                  "properties.partition.assignment.strategy",
                  "org.apache.kafka.clients.consumer.RangeAssignor",
                  "properties.metric.reporters",
                  "org.apache.kafka.common.metrics.JmxReporter"));

      assertThat(models.newestSpec(options)).isEmpty();
      models.follow(options).close();
      assertThat(thread.getContextClassLoader()).isSameAs(without);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void optionsHaveTheirDefaultsAndTellNoSecret() {
    ModelOptions options = options(Map.of("properties.sasl.jaas.config", "opensesame"));

    assertThat(options.firstModel()).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.check()).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.cacheBytes()).isEqualTo(128L << 20);
    assertThat(options.snapshotsFolder()).isEmpty();
    assertThat(options.brokers()).isEqualTo(NOBODY);
    assertThat(options.toString()).contains("sasl.jaas.config").doesNotContain("opensesame");
  }

  private static ModelOptions options(Map<String, String> more) {
    Configuration all = new Configuration();
    all.setString("learner", "payments");
    all.setString("properties.bootstrap.servers", NOBODY);
    more.forEach(all::setString);
    return ModelOptions.of(all, all.toMap());
  }
}
