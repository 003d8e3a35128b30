package io.gradstream.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaNamesTest {

  private static final KafkaNames ELSEWHERE = new KafkaNames("shaded.org.apache.kafka.");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sasl.jaas.config",
        "sasl.login.callback.handler.class",
        "partition.assignment.strategy",
        "interceptor.classes",
        "metric.reporters",
        "config.providers.file.class"
      })
  void aClassIsNamedAsItIsHere(String property) {
    assertThat(ELSEWHERE.named(property, "org.apache.kafka.Login required;"))
        .isEqualTo("shaded.org.apache.kafka.Login required;");
    assertThat(ELSEWHERE.named(property, "shaded.org.apache.kafka.Login"))
        .isEqualTo("shaded.org.apache.kafka.Login");
    assertThat(KafkaNames.HERE.named(property, "org.apache.kafka.Login"))
        .isEqualTo("org.apache.kafka.Login");
  }

  @Test
  void everyPropertyOfTheConsumerThatIsAClassCounts() {
    Map<String, ConfigDef.ConfigKey> keys = ConsumerConfig.configDef().configKeys();

    assertThat(new TreeSet<>(keys.keySet()))
        .filteredOn(name -> keys.get(name).type == ConfigDef.Type.CLASS)
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(ELSEWHERE.named(name, "org.apache.kafka.X"))
                    .isEqualTo("shaded.org.apache.kafka.X"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssl.truststore.location",
        "client.id",
        "config.providers.file.param.allowed.paths"
      })
  void aPathAndATextStayAsTheyAre(String property) {
    assertThat(ELSEWHERE.named(property, "/etc/org.apache.kafka.client/trust.jks"))
        .isEqualTo("/etc/org.apache.kafka.client/trust.jks");
  }
}
