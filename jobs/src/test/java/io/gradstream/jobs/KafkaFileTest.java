package io.gradstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaFileTest {

  private static final String MARKER = "opensesame";

  private static final String CONTENT =
      """
      security.protocol = SASL_SSL
      sasl.jaas.config = org.example.Login required username="a" \\
          password="opensesame";
      ssl.truststore.password: opensesame
      login.handler.token=opensesame
      """;

  @TempDir private Path folder;
  private KafkaFile file;

  @BeforeEach
  void write() throws IOException {
    Path path = folder.resolve("kafka.properties");
    Files.writeString(path, CONTENT);
    file = new KafkaFile(path);
  }

  @Test
  void usageExample() throws IOException {
    assertThat(file.load())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("ssl.truststore.password", MARKER);
  }

  @Test
  void everyKafkaClientOfAJobFindsTheSecretsByItself() {
    Map<String, Object> properties = new HashMap<>(file.references());
    properties.put("bootstrap.servers", "broker:1");
    properties.put("key.deserializer", ByteArrayDeserializer.class);
    properties.put("value.deserializer", ByteArrayDeserializer.class);
    properties.put("key.serializer", ByteArraySerializer.class);
    properties.put("value.serializer", ByteArraySerializer.class);

    assertSecrets(new ConsumerConfig(properties));
    assertSecrets(new ProducerConfig(properties));
    assertSecrets(new AdminClientConfig(properties));
  }

  private static void assertSecrets(AbstractConfig client) {
    assertThat(client.getPassword(SaslConfigs.SASL_JAAS_CONFIG).value())
        .isEqualTo("org.example.Login required username=\"a\" password=\"opensesame\";");
    assertThat(client.originals()).containsEntry("login.handler.token", MARKER);
  }

  @Test
  void aJobIsGivenNoSecretButWhereItIs() {
    assertThat(file.references())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsKeys("sasl.jaas.config", "ssl.truststore.password", "login.handler.token")
        .allSatisfy((key, value) -> assertThat(value).doesNotContain(MARKER));
  }

  @Test
  void aReferenceOfTheUsersOwnStaysOne() throws IOException {
    Files.writeString(
        file.path(),
        """
        config.providers=env
        config.providers.env.class=org.example.FromEnvironment
        ssl.key.password=${env::KEY}
        sasl.jaas.config=opensesame
        """);

    assertThat(file.references())
        .containsEntry("config.providers", "env,gradstream-file")
        .containsEntry("config.providers.env.class", "org.example.FromEnvironment")
        .containsEntry("ssl.key.password", "${env::KEY}")
        .doesNotContainValue(MARKER);
  }

  @Test
  void aSecretOnACommandLineIsRefusedWithoutBeingRepeated() {
    assertThatThrownBy(
            () -> KafkaFile.requireNoSecret(Map.of("ssl.keystore.password", "opensesame")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ssl.keystore.password")
        .hasMessageContaining("--kafka-file")
        .hasMessageNotContaining(MARKER);
    KafkaFile.requireNoSecret(Map.of("ssl.keystore.password", "${file:/etc/secret:password}"));
  }

  @Test
  void whatIsForARegistryIsNotForKafka() throws IOException {
    Files.writeString(
        file.path(),
        """
        client.rack=a
        schema.registry.basic.auth.user.info=me:opensesame
        bearer.auth.credentials.source=STATIC_TOKEN
        """);

    assertThat(file.load()).containsOnlyKeys("client.rack");
    assertThat(file.references())
        .containsEntry("client.rack", "a")
        .allSatisfy((key, value) -> assertThat(key).doesNotContain("auth"));
    assertThat(file.registry().headers()).containsOnlyKeys("Authorization");
    assertThatThrownBy(
            () ->
                KafkaFile.requireNoSecret(
                    Map.of("schema.registry.bearer.auth.token", "opensesame")))
        .hasMessageContaining("--kafka-file")
        .hasMessageNotContaining(MARKER);
  }

  @Test
  void whatCannotBeReadIsNamed() {
    KafkaFile missing = new KafkaFile(folder.resolve("missing"));
    assertThatThrownBy(missing::references)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("--kafka-file")
        .hasMessageContaining("missing");
    assertThatThrownBy(() -> new KafkaFile(Path.of("/etc/a:b")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
