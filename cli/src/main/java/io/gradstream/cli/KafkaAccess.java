package io.gradstream.cli;

import io.gradstream.jobs.KafkaAwayException;
import io.gradstream.jobs.KafkaDoor;
import io.gradstream.jobs.KafkaFile;
import io.gradstream.jobs.LearnerHistory;
import io.gradstream.learning.spec.yaml.SpanShape;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * Where Kafka is and how this command comes in.
 *
 * @param properties of a client, secrets too
 */
record KafkaAccess(String brokers, Map<String, String> properties) {

  private static final String WAIT =
      "%nOne that is still to come is waited for with --await-kafka 2m".formatted();

  KafkaAccess {
    properties = Map.copyOf(properties);
  }

  /**
   * @param file null for none
   */
  static KafkaAccess of(String brokers, Path file) throws IOException {
    return new KafkaAccess(brokers, KafkaFile.load(file));
  }

  /** These, and more properties, which win. */
  KafkaAccess with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(properties);
    all.putAll(more);
    return new KafkaAccess(brokers, all);
  }

  /**
   * Asks Kafka, once.
   *
   * @throws KafkaAwayException with the address and the cause, when it does not answer
   * @throws ParameterException when the brokers are no addresses
   */
  void requireAnswer(CommandLine command) {
    door(command).requireOpen();
  }

  /**
   * Asks Kafka, and where it is away asks again.
   *
   * @param most to wait; absent: not at all
   * @throws KafkaAwayException when it does not answer in time, or not this client
   * @throws ParameterException when the brokers are no addresses
   */
  void awaitAnswer(Optional<Duration> most, CommandLine command) {
    PrintWriter out = command.getOut();
    try {
      door(command)
          .await(
              most.orElse(Duration.ZERO),
              reason -> {
                out.println("waiting for Kafka: " + reason);
                out.flush();
              });
    } catch (KafkaAwayException e) {
      throw e.mayCome() && most.isEmpty() ? new KafkaAwayException(e.getMessage() + WAIT, true) : e;
    }
  }

  private KafkaDoor door(CommandLine command) {
    try {
      return new KafkaDoor(brokers, properties);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, e.getMessage());
    }
  }

  /** What all clients of this command are made with. */
  Map<String, Object> client() {
    Map<String, Object> client = new HashMap<>(properties);
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
    return client;
  }

  /** What a learner's topics say of it; the caller closes it. */
  LearnerHistory history(String learner) {
    return new LearnerHistory(learner, brokers, properties);
  }

  /** Reads a span of time as it is written in a spec. */
  static final class Span implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String value) {
      return SpanShape.parse(value)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is no span of time; write for instance 30s, 2m or 1h"
                          .formatted(value)));
    }
  }
}
