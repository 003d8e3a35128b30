package io.gradstream.serving;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The user's properties of the Kafka consumer. */
final class KafkaProperties {

  private static final String REFERENCE = "${"; // to a secret that is kept elsewhere

  private KafkaProperties() {}

  /**
   * Both together; those of the command line win.
   *
   * @param file a Java properties file in UTF-8, for secrets too
   * @throws IllegalArgumentException when the file cannot be read
   */
  static Map<String, String> of(Optional<Path> file, Map<String, String> commandLine) {
    Map<String, String> properties = new HashMap<>();
    file.ifPresent(path -> properties.putAll(read(path)));
    properties.putAll(commandLine);
    return properties;
  }

  /** Refuses secrets among properties of a command line; a reference to one may stand there. */
  static void requireNoSecret(Map<String, String> commandLine) {
    commandLine.forEach(
        (key, value) -> {
          ConfigDef.ConfigKey known = ConsumerConfig.configDef().configKeys().get(key);
          if (known != null
              && known.type == ConfigDef.Type.PASSWORD
              && !value.startsWith(REFERENCE)) {
            throw new IllegalArgumentException(
                "--property %s: a command line shows a secret to everyone on the machine: put it into a file and give that as --kafka-file"
                    .formatted(key));
          }
        });
  }

  private static Map<String, String> read(Path file) {
    Properties read = new Properties();
    try (Reader characters = Files.newBufferedReader(file)) {
      read.load(characters);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException("--kafka-file cannot be read: " + e, e);
    }
    Map<String, String> properties = new HashMap<>();
    read.stringPropertyNames().forEach(key -> properties.put(key, read.getProperty(key)));
    return properties;
  }
}
