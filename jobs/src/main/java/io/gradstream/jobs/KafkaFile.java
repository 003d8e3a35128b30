package io.gradstream.jobs;

import io.gradstream.features.decode.RegistryAccess;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.provider.FileConfigProvider;

/**
 * A Java properties file, in UTF-8, with properties of Kafka's clients and of a schema registry,
 * and secrets among them: what must not stand on a command line, which {@code ps} and Flink's log
 * and web page show.
 *
 * <p>Flink writes its sources' and sinks' properties into the job graph, which it keeps where high
 * availability is on. {@link #references} therefore leaves the secrets in the file: each Kafka
 * client reads them there by itself, on its own machine, when it starts.
 *
 * @param path of the file; on every machine that runs a part of the job
 */
public record KafkaFile(Path path) {

  private static final String PROVIDERS = AbstractConfig.CONFIG_PROVIDERS_CONFIG;
  private static final String PROVIDER = "gradstream-file";
  private static final String REFERENCE = "${";
  private static final List<ConfigDef> DEFINITIONS =
      List.of(
          ConsumerConfig.configDef(), ProducerConfig.configDef(), AdminClientConfig.configDef());

  /**
   * @throws IllegalArgumentException when Kafka could not refer to the path
   */
  public KafkaFile {
    path = path.toAbsolutePath().normalize();
    if (path.toString().contains(":") || path.toString().contains("}")) {
      throw new IllegalArgumentException("its path must have no ':' and no '}'");
    }
  }

  /**
   * What a file holds for Kafka's clients of this process.
   *
   * @param file null for none
   */
  public static Map<String, String> load(Path file) throws IOException {
    return file == null ? Map.of() : new KafkaFile(file).load();
  }

  /** What the file holds for Kafka's clients of this process. */
  public Map<String, String> load() throws IOException {
    Map<String, String> properties = loadAll();
    properties.keySet().removeIf(RegistryAccess::isKey);
    return properties;
  }

  /**
   * How one comes to a schema registry.
   *
   * @throws IllegalArgumentException when the file says something of it that cannot be used
   */
  public RegistryAccess registry() throws IOException {
    return RegistryAccess.of(loadAll());
  }

  private Map<String, String> loadAll() throws IOException {
    Properties read = new Properties();
    try (Reader characters = Files.newBufferedReader(path)) {
      read.load(characters);
    } catch (IllegalArgumentException e) {
      throw new IOException(path + " is no properties file: " + e.getMessage(), e);
    }
    Map<String, String> properties = new TreeMap<>();
    read.stringPropertyNames().forEach(key -> properties.put(key, read.getProperty(key)));
    return properties;
  }

  /**
   * What the file holds for Kafka's clients, but secrets: in their place stands where Kafka's
   * client finds them.
   */
  Map<String, String> references() {
    Map<String, String> properties = new TreeMap<>(read());
    properties.replaceAll(
        (key, value) ->
            isSecret(key, value) ? "${%s:%s:%s}".formatted(PROVIDER, path, key) : value);
    properties.merge(PROVIDERS, PROVIDER, (users, own) -> users + "," + own);
    properties.put(PROVIDERS + "." + PROVIDER + ".class", FileConfigProvider.class.getName());
    return properties;
  }

  private Map<String, String> read() {
    try {
      return load();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read --kafka-file, which must be on every machine of the job: " + e, e);
    }
  }

  /**
   * Whether a property must not leave the file: all but what Kafka knows as no password, and what
   * refers to a secret elsewhere.
   */
  private static boolean isSecret(String key, String value) {
    boolean isPublic = types(key).findAny().isPresent() && !isPassword(key);
    return !isPublic && !value.startsWith(REFERENCE) && !key.startsWith(PROVIDERS);
  }

  /** Whether Kafka calls a property a password. */
  static boolean isPassword(String key) {
    return types(key).anyMatch(type -> type == ConfigDef.Type.PASSWORD);
  }

  private static Stream<ConfigDef.Type> types(String key) {
    return DEFINITIONS.stream()
        .map(definition -> definition.configKeys().get(key))
        .filter(Objects::nonNull)
        .map(known -> known.type);
  }

  /**
   * Refuses secrets among properties that came by a command line, and whatever is for a schema
   * registry; a reference to a secret may stand there.
   */
  static void requireNoSecret(Map<String, String> properties) {
    properties.forEach(
        (key, value) -> {
          if (RegistryAccess.isKey(key)) {
            throw new IllegalArgumentException(
                "%s is for a schema registry: put it into a file and give that as --kafka-file"
                    .formatted(key));
          }
          if (isPassword(key) && !value.startsWith(REFERENCE)) {
            throw new IllegalArgumentException(
                "%s is a secret, and a command line shows it to everyone on the machine and in Flink's log: put it into a file and give that as --kafka-file"
                    .formatted(key));
          }
        });
  }
}
