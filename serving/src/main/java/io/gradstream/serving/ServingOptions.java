package io.gradstream.serving;

import static io.gradstream.serving.ServingOption.BROKERS;
import static io.gradstream.serving.ServingOption.GRPC_PORT;
import static io.gradstream.serving.ServingOption.HOST;
import static io.gradstream.serving.ServingOption.KAFKA_FILE;
import static io.gradstream.serving.ServingOption.LEARN;
import static io.gradstream.serving.ServingOption.LEARNER;
import static io.gradstream.serving.ServingOption.MAX_BODY_BYTES;
import static io.gradstream.serving.ServingOption.MAX_REQUESTS;
import static io.gradstream.serving.ServingOption.MODEL_CACHE_BYTES;
import static io.gradstream.serving.ServingOption.PAGE;
import static io.gradstream.serving.ServingOption.PORT;
import static io.gradstream.serving.ServingOption.PROPERTY;
import static io.gradstream.serving.ServingOption.REQUEST_SECONDS;
import static io.gradstream.serving.ServingOption.SNAPSHOTS;
import static io.gradstream.serving.ServingOption.TLS_KEYSTORE;
import static io.gradstream.serving.ServingOption.TLS_KEYSTORE_PASSWORD_FILE;
import static io.gradstream.serving.ServingOption.TOKENS;

import io.gradstream.serving.http.Front;
import io.gradstream.serving.http.HttpEndpoint;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.http.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a query service needs to know, checked. {@link ServingOption} declares it as options.
 *
 * @param brokers Kafka's bootstrap servers, {@code HOST:PORT,...}
 * @param learners whose models to serve; empty for every models topic there is
 * @param host what to listen on
 * @param port 0 lets the system choose
 * @param grpcPort the same for gRPC; absent: no gRPC
 * @param snapshots folder of snapshots too large for a record, a folder for each learner in it
 * @param modelCacheBytes most memory of all models
 * @param kafka further properties of the Kafka consumer, no secrets; they win over those of the
 *     file
 * @param kafkaFile more of them
 * @param tls absent: plain HTTP
 * @param tokens a file of who may do what; absent: open to everyone
 * @param learn specs of learners on whose topics callers may put records
 * @param page whether there is the page on which a person watches learners
 */
public record ServingOptions(
    String brokers,
    List<String> learners,
    String host,
    int port,
    Optional<Integer> grpcPort,
    Optional<Path> snapshots,
    long modelCacheBytes,
    Map<String, String> kafka,
    Optional<Path> kafkaFile,
    Optional<TlsFiles> tls,
    Optional<Path> tokens,
    List<Path> learn,
    boolean page,
    Limits limits) {

  private static final Pattern ADDRESSES =
      Pattern.compile("[^\\s,:][^\\s,]*:\\d{1,5}(,[^\\s,:][^\\s,]*:\\d{1,5})*");

  public ServingOptions {
    if (!ADDRESSES.matcher(brokers).matches()) {
      throw new IllegalArgumentException("--brokers must be HOST:PORT[,HOST:PORT...]: " + brokers);
    }
    if (!arePorts(brokers)) {
      throw new IllegalArgumentException("ports of --brokers must be in 1..65535: " + brokers);
    }
    learners = List.copyOf(learners);
    learn = List.copyOf(learn);
    kafka = Map.copyOf(kafka);
    KafkaProperties.requireNoSecret(kafka);
    requirePort(PORT, port);
    grpcPort.ifPresent(given -> requirePort(GRPC_PORT, given));
    if (modelCacheBytes < 1) {
      throw new IllegalArgumentException("--model-cache-bytes must be > 0: " + modelCacheBytes);
    }
  }

  private static boolean arePorts(String addresses) {
    return Stream.of(addresses.split(","))
        .mapToInt(one -> Integer.parseInt(one.substring(one.lastIndexOf(':') + 1)))
        .allMatch(port -> port >= 1 && port <= 65_535);
  }

  private static void requirePort(ServingOption option, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(option.flag() + " must be in 0..65535: " + port);
    }
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public static ServingOptions parse(List<String> arguments) {
    CommandSpec command = CommandSpec.create();
    Stream.of(ServingOption.values()).forEach(option -> option.addTo(command));
    try {
      new CommandLine(command).parseArgs(arguments.toArray(String[]::new));
    } catch (CommandLine.ParameterException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return of(command);
  }

  /**
   * Reads what was given to a command that has all the options.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static ServingOptions of(CommandSpec command) {
    return new ServingOptions(
        value(BROKERS, command),
        LEARNER.<List<String>>in(command).orElse(List.of()),
        value(HOST, command),
        ServingOptions.<Integer>value(PORT, command),
        GRPC_PORT.in(command),
        file(SNAPSHOTS, command),
        ServingOptions.<Long>value(MODEL_CACHE_BYTES, command),
        PROPERTY.<Map<String, String>>in(command).orElse(Map.of()),
        file(KAFKA_FILE, command),
        tls(file(TLS_KEYSTORE, command), file(TLS_KEYSTORE_PASSWORD_FILE, command)),
        file(TOKENS, command),
        LEARN.<List<String>>in(command).orElse(List.of()).stream()
            .map(file -> Path.of(file).toAbsolutePath())
            .toList(),
        ServingOptions.<Boolean>value(PAGE, command),
        new Limits(
            value(MAX_REQUESTS, command),
            value(MAX_BODY_BYTES, command),
            Duration.ofSeconds(ServingOptions.<Integer>value(REQUEST_SECONDS, command))));
  }

  private static <T> T value(ServingOption option, CommandSpec command) {
    return option.<T>in(command).orElseThrow(); // it is required or has a default
  }

  private static Optional<Path> file(ServingOption option, CommandSpec command) {
    return option.<Path>in(command).map(Path::toAbsolutePath);
  }

  private static Optional<TlsFiles> tls(Optional<Path> keystore, Optional<Path> passwordFile) {
    if (keystore.isPresent() != passwordFile.isPresent()) {
      throw new IllegalArgumentException(
          "%s and %s must be given together"
              .formatted(TLS_KEYSTORE.flag(), TLS_KEYSTORE_PASSWORD_FILE.flag()));
    }
    return keystore.map(file -> new TlsFiles(file, passwordFile.orElseThrow()));
  }

  /** The command line that {@link #parse} reads as these options, files by absolute path. */
  public List<String> toArguments() {
    return Stream.of(ServingOption.values()).flatMap(option -> option.written(this)).toList();
  }

  Front front() {
    return new Front(new HttpEndpoint.Address(host, port), tls, tokens, limits);
  }

  /** What gRPC listens on, if it is wanted. */
  Optional<HttpEndpoint.Address> grpcAddress() {
    return grpcPort.map(given -> new HttpEndpoint.Address(host, given));
  }

  /** Without what is a secret or may hold one. */
  @Override
  public String toString() {
    return "ServingOptions[brokers=%s, learners=%s, host=%s, port=%d, kafka=%s]"
        .formatted(brokers, learners, host, port, kafka.keySet());
  }
}
