package io.gradstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.cli.machine.LocalPort;
import io.gradstream.local.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A day with a learner on one machine: from {@code up} to {@code down}, and the next morning. */
@ResourceLock(OnCluster.MACHINE)
final class UpAndDownIT {

  private static final String LEARNER = "daily";
  private static final int EVENTS = 40;
  private static final int STEPS = 2 * EVENTS / 4; // of mini-batches, by the end of the day
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private final String brokerPort = Integer.toString(FreePorts.pick());
  private final String flinkPort = Integer.toString(FreePorts.pick());
  private final String service = Integer.toString(FreePorts.pick());

  @AfterEach
  void endWhateverRuns() {
    run("down");
  }

  @Test
  void aLearnerLivesThroughTheDayAndGoesOnTheNextMorning() throws Exception {
    assertComesUpAndGoesOnByItself();
    assertIsUpOnce();
    assertLearnsAndAnswers();
    assertIsReplacedAndOnlyOnDemand();
    assertWhatHasEndedIsToldAndStartedAgain();

    assertThat(well("stop", LEARNER)).contains("left the savepoint");
    assertThat(learner().path("running").asBoolean()).isFalse();
    deploy();
    feed(EVENTS, 2 * EVENTS);
    assertGoesDownAndComesUpWithAllItHad();
  }

  /** By a process of its own, which ends. */
  private void assertComesUpAndGoesOnByItself() throws Exception {
    List<String> words =
        new ArrayList<>(List.of("up", "--data", folder.resolve("data").toString()));
    words.addAll(List.of("--broker-port", brokerPort, "--flink-port", flinkPort));
    words.addAll(List.of("--service-port", service, "--slots", "3"));
    words.addAll(List.of("--state", state()));
    Process up = CommandLine.start(folder, words.toArray(String[]::new));
    String said = new String(up.getInputStream().readAllBytes(), UTF_8);
    assertThat(up.waitFor()).as(said).isZero();
    assertThat(said)
        .contains("broker   runs: 127.0.0.1:" + brokerPort)
        .contains("cluster  runs: http://127.0.0.1:" + flinkPort, "3 of 3 slots free")
        .contains("service  runs: http://127.0.0.1:" + service)
        .contains("gradstream deploy SPEC --state " + state());
  }

  private void assertIsUpOnce() {
    assertThat(well("up")).contains("runs already", "http://127.0.0.1:" + flinkPort);
    Said other = run("up", "--slots", "5");
    assertThat(other.text()).contains("--slots was 3 and is 5", "gradstream down");
    assertThat(other.status()).isEqualTo(1);
  }

  private void assertLearnsAndAnswers() throws Exception {
    Said large = run("deploy", spec(), "--parallelism", "4");
    assertThat(large.text()).contains("it wants 4 slots, and 3 of 3 are free", "--slots");
    assertThat(large.status()).isEqualTo(1);

    deploy();
    feed(0, EVENTS);
    Said answer =
        Eventually.get(
            () ->
                Said.by(
                    "query",
                    LEARNER,
                    "{\"size\": 2, \"kind\": \"kind-1\"}",
                    "--service",
                    "http://127.0.0.1:" + service),
            said -> said.status() == 0);
    assertThat(answer.text()).contains("probability 0.");
  }

  private void assertIsReplacedAndOnlyOnDemand() {
    Said second = run("deploy", spec(), "--parallelism", "1");
    assertThat(second.text())
        .contains("daily runs already: job ", " of the cluster http://127.0.0.1:" + flinkPort)
        .contains("--take-over");
    assertThat(second.status()).isEqualTo(1);

    assertThat(well("upgrade", spec(), "--parallelism", "1"))
        .contains("has left the savepoint", "learner daily runs as job");
    assertThat(learner().path("learned").asInt()).isEqualTo(EVENTS);
  }

  private void assertWhatHasEndedIsToldAndStartedAgain() {
    List<Long> before = pids();
    long jobManager = before.get(1);
    long serving = before.get(before.size() - 1);
    Stream.of(jobManager, serving)
        .forEach(pid -> ProcessHandle.of(pid).orElseThrow().destroyForcibly());
    Eventually.get(this::partsThatRun, running -> running.equals(List.of(true, false, false)));

    assertThat(well("up"))
        .contains("starting what has ended", "service  runs:", "3 of 3 slots free")
        .contains("learner daily ran in the cluster and does not any more");
    assertThat(pids())
        .contains(before.get(0))
        .doesNotContain(jobManager, serving)
        .hasSameSizeAs(before);
    deploy();
    assertThat(learner().path("learned").asInt()).isEqualTo(EVENTS);
  }

  private List<Boolean> partsThatRun() {
    return parts().stream().map(part -> part.path("running").asBoolean()).toList();
  }

  private void assertGoesDownAndComesUpWithAllItHad() {
    // which generation depends on what the killed JobManager had still to write down
    assertThat(learner().path("version").asText()).endsWith("." + STEPS);
    assertThat(well("down"))
        .containsSubsequence(
            "learner daily has left the savepoint",
            "the query service has ended",
            "the cluster has ended",
            "the broker has ended");
    assertThat(List.of(brokerPort, flinkPort, service)).allMatch(UpAndDownIT::isFree);
    assertThat(well("down")).contains("nothing runs that gradstream up has started");

    well(
        "up",
        "--data",
        folder.resolve("data").toString(),
        "--broker-port",
        brokerPort,
        "--flink-port",
        flinkPort,
        "--service-port",
        service);
    deploy();
    JsonNode again =
        Eventually.get(this::learner, status -> status.path("learned").asInt() == 2 * EVENTS);
    assertThat(again.path("version").asText()).endsWith("." + STEPS);
    assertThat(again.path("running").asBoolean()).isTrue();
  }

  private static boolean isFree(String port) {
    return LocalPort.obstacle(Integer.parseInt(port)).isEmpty();
  }

  private void deploy() {
    assertThat(well("deploy", spec(), "--parallelism", "1"))
        .contains("goes to the cluster of gradstream up at http://127.0.0.1:" + flinkPort)
        .contains("learner daily runs as job");
  }

  /** Rows of the same file; waits until all of them are learned. */
  private void feed(int from, int to) throws IOException {
    List<String> lines = new ArrayList<>(Measurements.csv(to, 0).lines().toList());
    lines.subList(1, 1 + from).clear();
    Path data = Files.write(folder.resolve("rows-%d.csv".formatted(from)), lines);
    Said fed = Said.by("feed", spec(), data.toString(), "--brokers", "127.0.0.1:" + brokerPort);
    assertThat(fed.text()).contains("%d events".formatted(to - from));
    Eventually.get(this::learner, status -> status.path("learned").asInt() == to);
  }

  private List<Long> pids() {
    List<Long> pids = new ArrayList<>();
    parts().forEach(part -> part.path("pids").forEach(pid -> pids.add(pid.asLong())));
    return pids;
  }

  /** Broker, cluster, service. */
  private List<JsonNode> parts() {
    return status().filter(line -> line.has("part")).toList();
  }

  private JsonNode learner() {
    return status().filter(line -> line.has("learner")).findFirst().orElseThrow();
  }

  private Stream<JsonNode> status() {
    return well("status", "--json").lines().map(UpAndDownIT::parse);
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(line, e);
    }
  }

  private static String spec() {
    return Learners.path("daily.yaml").toString();
  }

  private String state() {
    return folder.resolve("state").toString();
  }

  private String well(String... words) {
    return run(words).well().text();
  }

  /** On the state folder of this test. */
  private Said run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--state", state()));
    return Said.by(all.toArray());
  }
}
