package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.decode.EventDecoder;
import io.gradstream.features.decode.EventDecoders;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.learning.Example;
import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.local.Home;
import io.gradstream.local.LocalBroker;
import io.gradstream.local.LocalRun;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import io.gradstream.schemas.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The pages' statements of SQL, as they stand, with the jar that they name: rows of a topic are
 * answered by a learner's newest version while it learns on.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class SqlIT {

  private static final Home HOME = Home.ofThisProcess();
  private static final Path EXAMPLE = HOME.examples().resolve("card-fraud");
  private static final String PAYMENTS = "payments";
  private static final int LEARNED = 64; // before a version
  private static final int ANSWERED = 20; // by the first one

  private LocalRun run;
  private LocalBroker broker;
  private Sender sender;
  private TableEnvironment tables;

  private LearnerSpec spec;
  private Learner learner;
  private List<String> payments; // JSON
  private int learned;

  @BeforeEach
  void start() throws IOException {
    run = LocalRun.start();
    broker = LocalBroker.start(HOME, run);
    spec = SpecReader.read(EXAMPLE.resolve("card-fraud.yaml"));
    learner = spec.newLearner("", 1);
    payments = payments();
    tables =
        TableEnvironment.create(
            EnvironmentSettings.newInstance()
                .inStreamingMode()
                .withConfiguration(Configuration.fromMap(Map.of("parallelism.default", "1")))
                .build());
    broker.awaitReady();
    broker.createTopics(
        List.of(
            new NewTopic(PAYMENTS, 1, (short) 1),
            new NewTopic(Topics.of(spec.name()).models(), 2, (short) 1)));
    sender = new Sender(broker.address());
  }

  @AfterEach
  void stop() {
    sender.close();
    learner.close();
    run.close();
  }

  @Test
  void rowsAreAnsweredByTheNewestVersionAndColumnsThatDoNotFitAreRefused() throws Exception {
    ModelSnapshot first = publish();
    List<Documents.Part> statements = Documents.sql();
    assertThat(statements).extracting(Documents.Part::page).contains("README.md", "docs/sql.md");

    for (Documents.Part statement : statements) {
      if (!statement.text().startsWith("SELECT")) {
        execute(statement.text());
      } else if (statement.page().equals("README.md")) {
        assertThatVersionsFollow(statement.text(), first);
      } else {
        assertThatItAnswers(statement.text());
      }
    }
    assertThatAColumnIsRefusedByItsNameBeforeTheQueryRuns();
  }

  /** The next payments are learned, and the version is put on the topic as the job puts it. */
  private ModelSnapshot publish() {
    for (int end = learned + LEARNED; learned < end; learned++) {
      Position position = new Position(1_000L * learned, PAYMENTS, 0, learned);
      learner.learn(new Example(event(learned), "p" + learned, learned % 3 == 0 ? 1 : 0, position));
    }
    ModelSnapshot snapshot = learner.snapshot();
    SnapshotMessage message =
        new SnapshotMessage(
            spec.name(),
            snapshot.key(),
            snapshot.version(),
            snapshot.lineage(),
            new SnapshotMessage.Inline(SnapshotCodec.encode(snapshot)));
    sender.good(
        Topics.of(spec.name()).models(),
        message.recordKey(),
        new SnapshotMessageCodec().encode(message));
    return snapshot;
  }

  @SuppressWarnings("try") // to close an iterator may be interrupted
  private void assertThatVersionsFollow(String query, ModelSnapshot first) throws Exception {
    try (CloseableIterator<Row> rows = tables.executeSql(query).collect()) {
      int sent = 0;
      for (; sent < ANSWERED; sent++) {
        assertAnswered(sendAndRead(sent, rows), sent, first);
      }
      ModelSnapshot second = publish();
      sender.mark(1_000L * learned, PAYMENTS); // as feed does; it is no payment
      assertThat(second.version()).isGreaterThan(first.version());
      Row row = sendAndRead(sent, rows);
      while (row.getField("model_version").equals(first.version().toString())) {
        assertAnswered(row, sent, first);
        sent++;
        row = sendAndRead(sent, rows);
      }
      assertAnswered(row, sent, second);
      assertAnswered(sendAndRead(sent + 1, rows), sent + 1, second);
    }
  }

  private Row sendAndRead(int payment, CloseableIterator<Row> rows) {
    sender.good(PAYMENTS, "p", payments.get(payment % payments.size()));
    return rows.next();
  }

  /** Equal bit for bit to what the snapshot says of the event as the job reads it. */
  private void assertAnswered(Row row, int payment, ModelSnapshot by) {
    assertThat(row.getField("model_version")).isEqualTo(by.version().toString());
    assertThat((Long) row.getField("model_age_ms")).isNotNegative();
    try (Model model = Model.toServe(by)) {
      assertThat(row.getField("probability"))
          .isEqualTo(model.predict(event(payment % payments.size()))[0]);
    }
  }

  @SuppressWarnings("try")
  private void assertThatItAnswers(String query) throws Exception {
    try (CloseableIterator<Row> rows = tables.executeSql(query).collect()) {
      assertThat(rows.next().getField("model_version")).asString().startsWith("1.");
    }
  }

  private void assertThatAColumnIsRefusedByItsNameBeforeTheQueryRuns() {
    tables.executeSql(
        """
        CREATE MODEL misspelled INPUT (paidAt BIGINT, amonut DOUBLE, merchant STRING, country STRING)
        OUTPUT (probability DOUBLE)
        WITH ('provider' = 'gradstream', 'learner' = 'card-fraud', 'properties.bootstrap.servers' = '%s',
          'properties.partition.assignment.strategy' = 'org.apache.kafka.clients.consumer.RangeAssignor')
        """
            .formatted(broker.address()));

    assertThatThrownBy(
            () ->
                tables.explainSql(
                    "SELECT * FROM ML_PREDICT(TABLE payments, MODEL misspelled, DESCRIPTOR(paidAt, amount, merchant, country))"))
        .satisfies(
            refused ->
                assertThat(ExceptionUtils.stringifyException(refused))
                    .contains("INPUT has a column 'amonut', which card-fraud does not read")
                    .contains("INPUT lacks the column 'amount' (DOUBLE), which card-fraud reads"));
  }

  private void execute(String statement) {
    tables.executeSql(
        statement
            .replace("localhost:9092", broker.address())
            .replace("ADD JAR '", "ADD JAR '" + HOME.folder() + "/"));
  }

  private Event event(int payment) {
    EventDecoder decoder = EventDecoders.json(spec.model().events());
    byte[] json = payments.get(payment).getBytes(StandardCharsets.UTF_8);
    return ((Decoded.Good) decoder.decode(json, null)).event();
  }

  /** The example's payments as {@code feed} writes them to their topic. */
  private static List<String> payments() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(EXAMPLE.resolve("payments.csv.gz"))),
                StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).limit(4 * LEARNED).map(SqlIT::json).toList();
    }
  }

  private static String json(String line) {
    String[] cells = line.split(",");
    return "{\"paidAt\":%d,\"paymentId\":\"%s\",\"amount\":%s,\"merchant\":\"%s\",\"country\":\"%s\"}"
        .formatted(Instant.parse(cells[1]).toEpochMilli(), cells[0], cells[4], cells[3], cells[2]);
  }
}
