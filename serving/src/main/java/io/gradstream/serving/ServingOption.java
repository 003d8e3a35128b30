package io.gradstream.serving;

import io.gradstream.serving.http.Limits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every option of the query service, declared once: flag, what it takes, default, description, and
 * how it is written again. {@link ServingOptions} reads them.
 */
public enum ServingOption {
  BROKERS(
      "--brokers",
      "HOST:PORT",
      String.class,
      null,
      "Kafka's bootstrap servers, separated by commas.",
      options -> Stream.of(options.brokers())),
  LEARNER(
      "--learner",
      "NAME",
      List.class,
      "",
      "Learner to serve; may be repeated. Default: every one with a models topic.",
      options -> options.learners().stream()),
  HOST(
      "--host",
      "HOST",
      String.class,
      "127.0.0.1",
      "Address to listen on.",
      options -> Stream.of(options.host())),
  PORT(
      "--port",
      "PORT",
      Integer.class,
      "8080",
      "Port to listen on.",
      options -> Stream.of(options.port())),
  GRPC_PORT(
      "--grpc-port",
      "PORT",
      Integer.class,
      "",
      "Port for gRPC, on the same address and by the same rules. Default: no gRPC.",
      options -> options.grpcPort().stream()),
  SNAPSHOTS(
      "--snapshots",
      "DIR",
      Path.class,
      "",
      "Folder of snapshots too large for a record, as the job writes them.",
      options -> options.snapshots().stream()),
  MODEL_CACHE_BYTES(
      "--model-cache-bytes",
      "BYTES",
      Long.class,
      Long.toString(256L << 20),
      "Most memory of all models, an equal part for each learner, and at most a third of the Java"
          + " heap; those least recently queried are given up.",
      options -> Stream.of(options.modelCacheBytes())),
  PROPERTY(
      "--property",
      "KEY=VALUE",
      Map.class,
      "",
      "Property of the Kafka consumer, no secret; may be repeated. It wins over those of the file.",
      options -> new TreeMap<>(options.kafka()).entrySet().stream()),
  KAFKA_FILE(
      "--kafka-file",
      "FILE",
      Path.class,
      "",
      "Properties of the Kafka consumer, secrets too: a Java properties file.",
      options -> options.kafkaFile().stream()),
  TLS_KEYSTORE(
      "--tls-keystore",
      "FILE",
      Path.class,
      "",
      "Key and certificate, PKCS12: speaks HTTPS. Read again when it changes. Default: plain HTTP.",
      options -> options.tls().map(files -> files.keystore()).stream()),
  TLS_KEYSTORE_PASSWORD_FILE(
      "--tls-keystore-password-file",
      "FILE",
      Path.class,
      "",
      "The first line is the keystore's password.",
      options -> options.tls().map(files -> files.passwordFile()).stream()),
  TOKENS(
      "--tokens",
      "FILE",
      Path.class,
      "",
      "Who may do what: lines of 'read TOKEN', 'learn TOKEN' or 'control TOKEN', for TOKEN also"
          + " sha256:HEX."
          + " Read again when it changes. Default: everyone may.",
      options -> options.tokens().stream()),
  LEARN(
      "--learn",
      "SPEC",
      List.class,
      "",
      "Spec of a learner whose callers may put events and labels on its topics, of plain JSON; may"
          + " be repeated. Wants --tokens where others than this machine reach the service. Default:"
          + " nobody may.",
      options -> options.learn().stream()),
  PAGE(
      "--page",
      "true|false",
      Boolean.class,
      "true",
      "Whether it serves the page on which a person watches learners, and follows their reports and"
          + " dead letters for it.",
      options -> Stream.of(options.page())),
  MAX_REQUESTS(
      "--max-requests",
      "N",
      Integer.class,
      Integer.toString(Limits.DEFAULT_REQUESTS),
      "Most requests in progress; more are told to try again. A body that comes slowly gives way.",
      options -> Stream.of(options.limits().requests())),
  MAX_BODY_BYTES(
      "--max-body-bytes",
      "BYTES",
      Integer.class,
      Integer.toString(Limits.DEFAULT_BODY_BYTES),
      "Largest body of a request. The service refuses to start when its Java heap is too small for"
          + " it.",
      options -> Stream.of(options.limits().bodyBytes())),
  REQUEST_SECONDS(
      "--request-seconds",
      "SECONDS",
      Integer.class,
      Integer.toString(Limits.DEFAULT_SECONDS),
      "Most time for a request, from its first byte to the last of its answer. Rows that would take"
          + " longer are refused.",
      options -> Stream.of(options.limits().time().toSeconds()));

  private final String flag;
  private final String label;
  private final Class<?> type;
  private final String byDefault; // null: required; empty: none
  private final String description;
  private final Function<ServingOptions, Stream<?>> values;

  ServingOption(
      String flag,
      String label,
      Class<?> type,
      String byDefault,
      String description,
      Function<ServingOptions, Stream<?>> values) {
    this.flag = flag;
    this.label = label;
    this.type = type;
    this.byDefault = byDefault;
    this.description = description;
    this.values = values;
  }

  /** The option's name on a command line, for instance {@code --port}. */
  public String flag() {
    return flag;
  }

  /** Adds the option to a command. */
  public void addTo(CommandSpec command) {
    OptionSpec.Builder option =
        OptionSpec.builder(flag)
            .paramLabel(label)
            .type(type)
            .arity("1") // also of a Boolean, which needs no value else
            .required(byDefault == null)
            .description(description);
    if (type == List.class) {
      option.auxiliaryTypes(String.class);
    }
    if (type == Map.class) {
      option.auxiliaryTypes(String.class, String.class);
    }
    if (byDefault != null && !byDefault.isEmpty()) {
      option.defaultValue(byDefault).description(description + " Default: ${DEFAULT-VALUE}.");
    }
    command.addOption(option.build());
  }

  /** What was given to a command that has the option, flag and value in turn; no defaults. */
  public Stream<String> given(CommandSpec command) {
    return command.findOption(flag).originalStringValues().stream()
        .flatMap(value -> Stream.of(flag, value));
  }

  /** The value of a command that has the option, if there is one. */
  <T> Optional<T> in(CommandSpec command) {
    return Optional.ofNullable(command.findOption(flag).getValue());
  }

  /** The option as it is written on a command line, flag and value in turn. */
  Stream<String> written(ServingOptions options) {
    return values.apply(options).flatMap(value -> Stream.of(flag, value.toString()));
  }
}
