package io.gradstream.cli;

import io.gradstream.local.Home;
import io.gradstream.local.LocalRun;
import io.gradstream.local.LocalServing;
import io.gradstream.local.ServingFlags;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "serve",
    description = {
      "Runs the query service until Ctrl-C: it follows the learners' models topics and answers by"
          + " the Open Inference Protocol v2."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  gradstream serve flight-delays --brokers localhost:9092 --port 8080"
    })
final class ServeCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Parameters(
      arity = "0..*",
      paramLabel = "LEARNER",
      description = "Whose models to serve (default: every learner's).")
  private List<String> learners = List.of();

  @Option(
      names = "--brokers",
      defaultValue = "localhost:9092",
      description = "Kafka's bootstrap servers (default: ${DEFAULT-VALUE}).")
  private String brokers;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "The address to listen on (default: ${DEFAULT-VALUE}, this machine only).")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "What to listen on (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--kafka-file",
      paramLabel = "FILE",
      description = "Properties of the Kafka client, secrets too: a Java properties file.")
  private Path kafkaFile;

  @Option(
      names = "--tls-keystore",
      paramLabel = "FILE",
      description = "Key and certificate, PKCS12: speaks HTTPS. Read again when it changes.")
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
              + " Read again when it changes (default: everyone may).")
  private Path tokens;

  @Option(
      names = "--max-requests",
      paramLabel = "N",
      description = "Most requests in progress; more are told to try again (default: 64).")
  private Integer requests;

  @Option(
      names = "--max-body-bytes",
      paramLabel = "BYTES",
      description = "Largest body of a request (default: 1 MiB).")
  private Integer bodyBytes;

  @Option(
      names = "--request-seconds",
      paramLabel = "SECONDS",
      description =
          "Most time for a request, from its first byte to the last of its answer (default: 30).")
  private Integer seconds;

  @Option(
      names = "--state",
      defaultValue = "gradstream-state",
      description = "The folder that deploy keeps its state in (default: ${DEFAULT-VALUE}).")
  private Path state;

  @Override
  public Integer call() {
    if (port < 1 || port > 65_535) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "--port must be in 1..65535: " + port);
    }
    Path snapshots = state.resolve("snapshots").toAbsolutePath();
    try (LocalRun run = LocalRun.start();
        LocalServing serving =
            LocalServing.start(Home.ofThisProcess(), run, brokers, learners, snapshots, flags())) {
      serving.awaitReady();
      command
          .commandLine()
          .getOut()
          .printf("listening on %s; log in %s; Ctrl-C ends%n", serving.address(), run.folder());
      serving.awaitEnd();
    }
    return CommandLine.ExitCode.OK;
  }

  private ServingFlags flags() {
    Map<String, String> more = new HashMap<>();
    addFile("--kafka-file", kafkaFile, more);
    addFile("--tls-keystore", keystore, more);
    addFile("--tls-keystore-password-file", keystorePassword, more);
    addFile("--tokens", tokens, more);
    addNumber("--max-requests", requests, more);
    addNumber("--max-body-bytes", bodyBytes, more);
    addNumber("--request-seconds", seconds, more);
    return new ServingFlags(host, port, more);
  }

  private void addNumber(String option, Integer number, Map<String, String> more) {
    if (number != null) {
      long checked = Limits.atLeastOne(option, number.longValue(), command.commandLine());
      more.put(option, Long.toString(checked));
    }
  }

  private static void addFile(String option, Path file, Map<String, String> more) {
    if (file != null) {
      more.put(option, file.toAbsolutePath().toString());
    }
  }
}
