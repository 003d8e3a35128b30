package io.gradstream.serving;

import io.gradstream.serving.http.Limits;
import io.gradstream.serving.http.TlsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The query service as a process of its own. Prints one line on standard output when it listens,
 * {@code listening on http://HOST:PORT}; logs go to standard error.
 */
@Command(
    name = "gradstream-serving",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Follows the models of learners and answers the Open Inference Protocol, version 2.",
    footer = "%nExample: gradstream-serving --brokers localhost:9092 --learner flight-delays")
public final class Main implements Callable<Integer> {

  @Option(
      names = "--brokers",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Kafka's bootstrap servers, separated by commas.")
  private String brokers;

  @Option(
      names = "--learner",
      paramLabel = "NAME",
      description = "Learner to serve; may be repeated. Default: every one with a models topic.")
  private List<String> learners = new ArrayList<>();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = ServingOptions.DEFAULT_HOST,
      description = "Address to listen on. Default: ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + ServingOptions.DEFAULT_PORT,
      description = "Port to listen on; 0 lets the system choose. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--snapshots",
      paramLabel = "DIR",
      description = "Folder of snapshots too large for a record, as the job writes them.")
  private Path snapshots;

  @Option(
      names = "--model-cache-bytes",
      paramLabel = "BYTES",
      defaultValue = "" + ServingOptions.DEFAULT_MODEL_CACHE_BYTES,
      description =
          "Most memory of one learner's models; those least recently queried are given up."
              + " Default: ${DEFAULT-VALUE}.")
  private long modelCacheBytes;

  @Option(
      names = "--property",
      paramLabel = "KEY=VALUE",
      description = "Property of the Kafka consumer, no secret; may be repeated.")
  private Map<String, String> kafka = new LinkedHashMap<>();

  @Option(
      names = "--kafka-file",
      paramLabel = "FILE",
      description = "Such properties in a Java properties file, secrets too.")
  private Path kafkaFile;

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description =
          "Key and certificate, PKCS12: speaks HTTPS. Read again when it changes."
              + " Default: plain HTTP.")
  private Path keystore;

  @Option(
      names = "--tls-keystore-password-file",
      paramLabel = "FILE",
      description = "The first line is the keystore's password.")
  private Path keystorePassword;

  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      description =
          "Who may do what: lines of 'read TOKEN' or 'control TOKEN', for TOKEN also sha256:HEX."
              + " Read again when it changes. Default: everyone may.")
  private Path tokens;

  @Option(
      names = "--max-requests",
      paramLabel = "N",
      defaultValue = "" + Limits.DEFAULT_REQUESTS,
      description =
          "Most requests in progress; more are told to try again. Default: ${DEFAULT-VALUE}.")
  private int requests;

  @Option(
      names = "--max-body-bytes",
      paramLabel = "BYTES",
      defaultValue = "" + Limits.DEFAULT_BODY_BYTES,
      description = "Largest body of a request. Default: ${DEFAULT-VALUE}.")
  private int bodyBytes;

  @Option(
      names = "--request-seconds",
      paramLabel = "SECONDS",
      defaultValue = "" + Limits.DEFAULT_SECONDS,
      description =
          "Most time for a request, from its first byte to the last of its answer."
              + " Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Spec private CommandLine.Model.CommandSpec command;

  public static void main(String[] args) {
    int exitCode = new CommandLine(new Main()).execute(args);
    System.exit(exitCode);
  }

  @Override
  public Integer call() throws InterruptedException {
    QueryService service = service();
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
    try {
      service.start();
    } catch (IOException e) {
      throw new ParameterException(
          command.commandLine(), "cannot listen on " + host + " port " + port + ": " + cause(e));
    }
    System.out.println("listening on " + service.url());
    new CountDownLatch(1).await(); // until the process is told to end
    return CommandLine.ExitCode.OK;
  }

  private QueryService service() {
    try {
      return new QueryService(options());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage());
    }
  }

  ServingOptions options() {
    return new ServingOptions(
        brokers,
        learners,
        host,
        port,
        Optional.ofNullable(snapshots).map(Path::toAbsolutePath),
        modelCacheBytes,
        KafkaProperties.of(Optional.ofNullable(kafkaFile), kafka),
        tls(),
        Optional.ofNullable(tokens),
        new Limits(requests, bodyBytes, Duration.ofSeconds(seconds)));
  }

  private Optional<TlsFiles> tls() {
    if ((keystore == null) != (keystorePassword == null)) {
      throw new IllegalArgumentException(
          "--tls-keystore and --tls-keystore-password-file must be given together");
    }
    return Optional.ofNullable(keystore).map(file -> new TlsFiles(file, keystorePassword));
  }

  private static String cause(IOException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause.getMessage();
  }
}
