package io.gradstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.cli.topics.Replay;
import io.gradstream.local.LocalServing;
import io.gradstream.local.QueryClient;
import io.gradstream.schemas.DeadLetter.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What one does with a learner that runs: look, ask, take its model, send bad records again. */
@ExtendWith(OnCluster.class)
final class DailyLifeIT {

  private static final int EVENTS = 40;
  private static final String WRONG = "{\"id\": \"m-40\", \"at\": \"soon\", \"size\": 1}";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private final Cluster cluster;

  DailyLifeIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void aLearnerIsWatchedAskedCopiedAndItsDeadLettersSentAgain() throws Exception {
    try (RunningLearner learner = RunningLearner.deploy(cluster, "daily.yaml");
        Sender sender = new Sender(cluster.broker().address())) {
      learner.send(sender, 0, EVENTS);
      sender.bad(learner.events(), "m-40", WRONG, Reason.WRONG_TYPE, "at");
      sender.mark(Measurements.time(10_000), learner.events(), learner.labels());
      learner.standingAfter(EVENTS, 1);
      assertThat(learner.deadLetters(1)).isEqualTo(sender.due());

      assertWatched(sender.due().get(0));
      assertAsked();
      assertCopied();
      assertSentAgain(learner, sender.due().get(0));
    }
  }

  private void assertWatched(Letter due) throws Exception {
    List<String> letters = run("watch", "daily", "dead-letters", "--once");
    assertThat(letters.get(0))
        .contains(
            "WRONG_TYPE  field at  at daily-events-%d-%d".formatted(due.partition(), due.offset()));
    assertThat(letters.get(1)).isEqualTo("    " + WRONG);

    List<String> predictions =
        run("watch", "daily", "--from", "beginning", "--limit", "3", "--json");
    assertThat(predictions).hasSize(4).last().asString().startsWith("{");
    JsonNode prediction = JSON.readTree(predictions.get(3));
    assertThat(prediction.path("probability").doubleValue()).isBetween(0.0, 1.0);

    assertThat(run("watch", "daily", "models", "--once")).last().asString().contains(" examples");
    assertThat(fails(1, "watch", "nobody")).contains("Learners there:").contains("daily");
  }

  private void assertAsked() throws Exception {
    try (LocalServing serving =
        LocalServing.start(
            cluster.home(), cluster.run(), cluster.broker().address(), List.of("daily"), folder)) {
      serving.awaitReady();
      QueryClient client = new QueryClient(serving.address(), "daily");
      Eventually.get(client::readiness, status -> status == 200);
      List<String> line = query(serving, "{\"id\": \"x\", \"kind\": 7, \"late\": 3}", "--json");
      JsonNode answer = JSON.readTree(line.get(0));
      assertThat(answer.path("probability").doubleValue()).isBetween(0.0, 1.0);
      assertThat(answer.path("missing")).hasToString("[\"size\"]");
      assertThat(answer.path("unused")).hasToString("[\"id\",\"late\"]");
      assertThat(query(serving, "{\"size\": 2}"))
          .anyMatch(text -> text.startsWith("probability 0."))
          .contains("missing, and answered as missing: kind");
    }
  }

  private List<String> query(LocalServing serving, String event, String... more) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of("query", "daily", event, "--service", serving.address().toString()));
    words.addAll(List.of(more));
    return lines(0, words);
  }

  private void assertCopied() throws Exception {
    Path model = folder.resolve("daily.grds");
    assertThat(run("models", "export", "daily", "--out", model.toString()).get(0))
        .contains(" of daily, of 40 examples");
    Path data = folder.resolve("data.csv");
    Files.writeString(data, Measurements.csv(2, 0));
    List<String> predicted =
        lines(
            0,
            List.of(
                "predict",
                Learners.path("daily.yaml").toString(),
                "--snapshot",
                model.toString(),
                "--data",
                data.toString()));
    assertThat(JSON.readTree(predicted.get(0)).path("probability").doubleValue())
        .isBetween(0.0, 1.0);
  }

  /** To its partition, with its key; twice, and the second time not what the first one sent. */
  private void assertSentAgain(RunningLearner learner, Letter due) throws Exception {
    assertThat(run("dead-letters", "replay", "daily", "--dry-run"))
        .anyMatch(line -> line.strip().equals("1 WRONG_TYPE would be sent to daily-events"));
    assertThat(run("dead-letters", "replay", "daily", "--reason", "MALFORMED"))
        .anyMatch(line -> line.strip().equals("0 sent"));
    assertThat(run("dead-letters", "replay", "daily", "--since", "1h"))
        .anyMatch(line -> line.strip().equals("1 WRONG_TYPE sent to daily-events"));
    List<Letter> both = learner.deadLetters(2);
    assertThat(both).extracting(Letter::original).containsOnly(due.original());
    assertThat(both).extracting(Letter::partition).containsOnly(due.partition());
    assertThat(replayed(learner.events()))
        .containsExactly("m-40 of daily-events-%d-%d".formatted(due.partition(), due.offset()));

    assertThat(run("dead-letters", "replay", "daily"))
        .anyMatch(line -> line.strip().equals("1 WRONG_TYPE sent to daily-events"))
        .anyMatch(line -> line.contains("1 WRONG_TYPE left: sent by a replay before"));
  }

  /** Keys of records that a replay has sent, and the places they came from. */
  private List<String> replayed(String topic) {
    try (RawRecords records = new RawRecords(cluster.broker().address(), topic)) {
      return Eventually.get(
          () ->
              records.poll().stream()
                  .filter(record -> record.headers().lastHeader(Replay.HEADER) != null)
                  .map(
                      record ->
                          new String(record.key(), UTF_8)
                              + " of "
                              + new String(
                                  record.headers().lastHeader(Replay.HEADER).value(), UTF_8))
                  .toList(),
          found -> !found.isEmpty());
    }
  }

  private List<String> run(String... words) throws Exception {
    return lines(0, withBrokers(words));
  }

  private String fails(int status, String... words) throws Exception {
    return String.join("\n", lines(status, withBrokers(words)));
  }

  private List<String> withBrokers(String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of("--brokers", cluster.broker().address()));
    return all;
  }

  private List<String> lines(int status, List<String> words) throws Exception {
    Process process = CommandLine.start(folder, words.toArray(String[]::new));
    List<String> lines = CommandLine.lines(process);
    assertThat(process.waitFor()).as(String.join("\n", lines)).isEqualTo(status);
    return lines;
  }
}
