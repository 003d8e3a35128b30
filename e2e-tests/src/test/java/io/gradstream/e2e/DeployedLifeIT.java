package io.gradstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.local.FreePorts;
import io.gradstream.local.QueryClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A learner from its first deploy to its last stop, by the commands alone. */
@ExtendWith(OnCluster.class)
final class DeployedLifeIT {

  private static final String LEARNER = "lived";
  private static final int EVENTS = 40;

  @TempDir private Path temporary;

  private final Cluster cluster;

  DeployedLifeIT(Cluster cluster) {
    this.cluster = cluster;
  }

  /** What was said, and with which exit code. */
  private record Said(String words, int status) {}

  @AfterEach
  void stopWhateverRuns() throws Exception {
    run("stop", LEARNER, "--no-savepoint", "--state", state("here"));
  }

  @Test
  void aLearnerIsDeployedToldOfPausedStoppedAndDeployedAgain() throws Exception {
    Said deployed = deploy("here");
    assertThat(deployed.words()).contains("learner lived runs", "gradstream stop lived");
    assertThat(deployed.status()).isZero();
    assertSecondDeploysAreTold();
    assertWhatIsWaitedForIsToldAndWhereSnapshotsAreNot();

    assertThat(status().path("running").asBoolean()).isTrue();
    assertThat(status().path("version").asText()).isEqualTo("0." + EVENTS / 4);
    assertThat(onBrokers("list", "--state", state("here")).words())
        .containsPattern("lived +runs: process \\d+");
    assertAPauseComesIntoForce();

    Said stopped = run("stop", LEARNER, "--state", state("here"));
    assertThat(stopped.words()).contains("left the savepoint");
    assertThat(status().path("running").asBoolean()).isFalse();
    assertThat(status().path("paused").asBoolean()).isTrue();

    Said elsewhere = deploy("there");
    assertThat(elsewhere.words()).contains("has published models already", "--state", "--anew");
    assertThat(elsewhere.status()).isEqualTo(1);

    Said again = deploy("here");
    assertThat(again.words()).contains("learner lived runs");
    assertThat(status().path("version").asText()).isEqualTo("0." + EVENTS / 4);
  }

  private void assertSecondDeploysAreTold() throws Exception {
    Said same = deploy("here");
    assertThat(same.words())
        .contains("lived runs already: process", "Flink answers on", state("here"))
        .contains("gradstream stop lived", "--take-over");
    assertThat(same.status()).isEqualTo(1);

    Said other = deploy("there");
    assertThat(other.words())
        .contains("runs already, deployed from another state folder than " + state("there"));
    assertThat(other.status()).isEqualTo(1);
  }

  /** Its models are too large for the topic, as the spec has it. */
  private void assertWhatIsWaitedForIsToldAndWhereSnapshotsAreNot() throws Exception {
    String port = Integer.toString(FreePorts.pick());
    Process serve =
        CommandLine.start(
            temporary,
            "serve",
            LEARNER,
            "--brokers",
            cluster.broker().address(),
            "--port",
            port,
            "--state",
            state("there"));
    try {
      QueryClient client = new QueryClient(URI.create("http://127.0.0.1:" + port), LEARNER);
      assertThat(CommandLine.firstLine(serve)).startsWith("listening on ");
      awaitReason(client, "nothing is on the topic lived.models yet; its job has reported nothing");
      Path data = Files.writeString(temporary.resolve("data.csv"), Measurements.csv(EVENTS, 0));
      assertThat(onBrokers("feed", spec(), data.toString()).words()).contains("40 events");
      awaitReason(
          client, "absent snapshot file: " + state("there") + "/snapshots/lived", "--state");
    } finally {
      serve.destroy();
      serve.waitFor();
    }
  }

  private static void awaitReason(QueryClient client, String... words) {
    Eventually.get(
        () -> client.post("{}").body(), body -> List.of(words).stream().allMatch(body::contains));
  }

  /** It comes into force with the first event that is learned behind it. */
  private void assertAPauseComesIntoForce() throws Exception {
    Eventually.get(() -> statusOrFail().path("learned").asInt(), learned -> learned == EVENTS);
    Process pause =
        CommandLine.start(
            temporary, "control", "pause", LEARNER, "--brokers", cluster.broker().address());
    List<String> said = new ArrayList<>();
    try (var lines = pause.inputReader(UTF_8)) {
      String line = lines.readLine();
      while (line != null) {
        said.add(line);
        if (line.contains("it holds for what is learned from event time")) {
          feedLater();
        }
        line = lines.readLine();
      }
    }
    assertThat(said)
        .last()
        .asString()
        .isEqualTo("in force: learner lived answers and learns nothing");
    assertThat(pause.waitFor()).isZero();
  }

  private void feedLater() throws Exception {
    String all = Measurements.csv(2 * EVENTS, 0);
    List<String> lines = new ArrayList<>(all.lines().toList());
    lines.subList(1, 1 + EVENTS).clear();
    Path data = Files.write(temporary.resolve("later.csv"), lines);
    onBrokers("feed", spec(), data.toString());
  }

  private JsonNode statusOrFail() {
    try {
      return status();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode status() throws Exception {
    Said said = onBrokers("status", LEARNER, "--json", "--state", state("here"));
    assertThat(said.status()).as(said.words()).isZero();
    return new ObjectMapper().readTree(said.words());
  }

  private Said deploy(String state) throws Exception {
    return onBrokers(
        "deploy",
        spec(),
        "--detach",
        "--await-kafka",
        "1m",
        "--parallelism",
        "1",
        "--state",
        state(state));
  }

  private String state(String name) {
    return temporary.resolve(name).toString();
  }

  private static String spec() {
    return Learners.path("lived.yaml").toString();
  }

  private Said onBrokers(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--brokers", cluster.broker().address()));
    return run(all.toArray(String[]::new));
  }

  private Said run(String... words) throws Exception {
    Process command = CommandLine.start(temporary, words);
    String said = String.join("\n", CommandLine.lines(command));
    return new Said(said, command.waitFor());
  }
}
