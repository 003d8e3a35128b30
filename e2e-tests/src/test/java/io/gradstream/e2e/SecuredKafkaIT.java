package io.gradstream.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.local.FlinkOptions;
import io.gradstream.local.FreePorts;
import io.gradstream.local.Home;
import io.gradstream.local.LocalBroker;
import io.gradstream.local.LocalFlink;
import io.gradstream.local.LocalRun;
import io.gradstream.local.QueryClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that lets in nobody without TLS and a login, and everything that goes to one, each with
 * {@code --kafka-file}: a learner on a session cluster, the query service, the commands.
 */
final class SecuredKafkaIT {

  private static final Home HOME = Home.ofThisProcess();
  private static final int MEASUREMENTS = 40;
  private static final String QUESTION =
      """
      {"inputs": [
        {"name": "size", "datatype": "FP64", "shape": [1], "data": [3]},
        {"name": "kind", "datatype": "BYTES", "shape": [1], "data": ["kind-1"]}]}""";

  @TempDir private static Path secrets;
  @TempDir private static Path temporary; // of the commands

  private static KafkaKeys keys;
  private static LocalRun run;
  private static LocalBroker broker;
  private static LocalFlink flink;

  @BeforeAll
  static void start() throws Exception {
    keys = new KafkaKeys(secrets);
    run = LocalRun.start();
    broker = LocalBroker.start(HOME, run, keys.access());
    flink = LocalFlink.session(HOME, run, FlinkOptions.small(run, 2));
    broker.awaitReady();
    flink.awaitReady();
  }

  @AfterAll
  static void end() {
    run.close();
  }

  @Test
  void aLearnerLearnsAndIsServedAndNoSecretIsWrittenAnywhere() throws Exception {
    broker.createTopics(
        Stream.of("secured-events", "secured-labels")
            .map(topic -> new NewTopic(topic, 2, (short) 1))
            .toList());
    String[] file = {"--kafka-file", keys.learner().toString()};

    Process serve = command(file, "serve", "secured", "--port", Integer.toString(FreePorts.pick()));
    try {
      assertThat(output(deploy(file))).contains("learner secured runs as job");
      assertThat(output(command(file, "feed", spec(), measurements())))
          .contains("%1$d events, %1$d labels".formatted(MEASUREMENTS));
      assertThat(output(command(file, "control", "pause", "secured"))).contains("sent: pause");
      QueryClient client = new QueryClient(address(serve), "secured");
      Eventually.get(() -> client.infer(QUESTION), answer -> answer.isPresent());
      cancelAfterCheckpoint();
      assertThat(shownByFlink()).contains("secured").doesNotContain(KafkaKeys.MARKER);
    } finally {
      serve.destroy();
      serve.waitFor();
    }
    assertThat(files(run.folder()))
        .anyMatch(written -> written.endsWith("_metadata")); // a checkpoint's
    assertThat(filesWith("kind-1", run.folder())).isNotEmpty(); // the search looks into records
    assertThat(filesWith(KafkaKeys.MARKER, secrets)).isNotEmpty(); // and would find it
    assertThat(filesWith(KafkaKeys.MARKER, run.folder())).isEmpty();
    assertThat(filesWith(KafkaKeys.MARKER, temporary)).isEmpty();
  }

  @Test
  void whoMayNotComeInIsToldSo() throws Exception {
    String[] none = {};
    String[] wrong = {"--kafka-file", keys.stranger().toString()};
    String[] nameless = {"--kafka-file", keys.nameless().toString()};
    Process silent = command(nameless, "control", "pause", "secured");
    Process refused = command(wrong, "control", "pause", "secured");
    Process deployedWithoutTls = deploy(none);
    Process deployedAsStranger = deploy(wrong);

    assertThat(output(deployedWithoutTls))
        .contains("wants TLS and this client speaks PLAINTEXT", "--kafka-file");
    assertThat(output(deployedAsStranger))
        .contains("refuses this client", "Invalid username or password", "--kafka-file");
    assertThat(output(refused)).contains("Invalid username or password");
    assertThat(output(silent)).contains("where it wants TLS or a login, give --kafka-file");
    for (Process command : List.of(deployedWithoutTls, deployedAsStranger, refused, silent)) {
      assertThat(command.waitFor()).isEqualTo(1);
    }
  }

  private static Process deploy(String[] kafkaFile) throws IOException {
    String state = run.folder().resolve("state").toString();
    return command(
        kafkaFile, "deploy", spec(), "--flink", flink.address().toString(), "--state", state);
  }

  /** Starts a command, with the address of the broker. */
  private static Process command(String[] kafkaFile, String... words) throws IOException {
    Stream<String> brokers = Stream.of("--brokers", broker.address());
    return CommandLine.start(
        temporary,
        Stream.of(Stream.of(words), brokers, Stream.of(kafkaFile))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  /** All that a command says until it ends; never a secret. */
  private static String output(Process command) throws IOException {
    String output = new String(command.getInputStream().readAllBytes(), UTF_8);
    assertThat(output).doesNotContain(KafkaKeys.MARKER);
    return output;
  }

  /** Where {@code serve} says it listens. */
  private static URI address(Process serve) {
    String line = CommandLine.firstLine(serve);
    return URI.create(line.replaceFirst(".*listening on ([^;]+);.*", "$1"));
  }

  private static String spec() {
    return Learners.path("secured.yaml").toString();
  }

  /** A data file; every label is known twenty minutes after its event. */
  private static String measurements() throws IOException {
    return Files.writeString(
            temporary.resolve("measurements.csv"), Measurements.csv(MEASUREMENTS, 20))
        .toString();
  }

  private static void cancelAfterCheckpoint() {
    String job = flink.rest().jobs().get(0).id();
    Eventually.get(
        () -> flinkPage("/jobs/" + job + "/checkpoints"),
        page -> page.matches("(?s).*\"completed\":[1-9].*"));
    flink.rest().cancel(job);
    Eventually.get(() -> flink.rest().job(job).state(), state -> state.equals("CANCELED"));
  }

  /** What Flink's web page has to tell about itself and its jobs. */
  private static String shownByFlink() {
    Stream<String> jobs =
        flink.rest().jobs().stream()
            .map(job -> "/jobs/" + job.id())
            .flatMap(job -> Stream.of(job, job + "/config", job + "/plan"));
    return Stream.concat(Stream.of("/jobmanager/config", "/jobmanager/environment"), jobs)
        .map(SecuredKafkaIT::flinkPage)
        .collect(Collectors.joining("\n"));
  }

  private static String flinkPage(String path) {
    HttpRequest request = HttpRequest.newBuilder(flink.address().resolve(path)).build();
    return HttpClient.newHttpClient()
        .sendAsync(request, BodyHandlers.ofString())
        .thenApply(HttpResponse::body)
        .join();
  }

  /** Files that hold a text, whatever else they hold. */
  private static List<Path> filesWith(String text, Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path file : files(folder)) {
      if (Files.readString(file, ISO_8859_1).contains(text)) {
        found.add(file);
      }
    }
    return found;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
