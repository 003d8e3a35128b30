package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.schemas.Version;
import io.gradstream.serving.TestServer.Answer;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.models.Flights;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.ServedModel;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches that take a heavy model long, and what becomes of all else. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LongBatchesTest {

  private static final String HEAVY = "heavy";
  private static final int WIDTH = 3072;
  private static final String LIGHT_ROW =
      "{\"inputs\": [{\"name\": \"scheduled\", \"datatype\": \"INT64\", \"shape\": [1],"
          + " \"data\": [981100800000]}]}";

  private final List<Socket> clients = new ArrayList<>();

  /** A row takes milliseconds. */
  private static ServedModel heavy() {
    LayerSpec layer = new LayerSpec.DenseSpec(WIDTH, Activation.RELU);
    ModelSpec spec =
        new ModelSpec(
            HEAVY,
            7,
            new EventSchema(List.of(new EventField("x", FieldType.NUMBER, false)), ZoneOffset.UTC),
            Optional.empty(),
            List.of(new FeatureSpec.Numeric("x")),
            new RegressionTarget("y"),
            List.of(layer, layer));
    try (Model model = new Model(spec, "", TrainingSpec.of(new OptimizerSpec.Sgd(0.1f)), 1)) {
      return ServedModel.of(model.snapshot(new Version(1, 0), Flights.LINEAGE), Flights.PUBLISHED);
    }
  }

  private static TestServer server(Duration time) {
    TestServer server =
        new TestServer(Optional.empty(), Optional.empty(), new Limits(64, 1 << 20, time));
    hold(server, HEAVY, heavy());
    hold(
        server, Flights.LEARNER, Flights.served(Flights.spec(Flights.LATE), "", new Version(1, 1)));
    server.store.caughtUp();
    return server;
  }

  private static void hold(TestServer server, String learner, ServedModel model) {
    LearnerModels models = server.store.follow(learner);
    models.put(model);
    models.caughtUp();
  }

  @AfterEach
  void leave() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
  }

  @Test
  void allElseIsAnsweredWhileAModelIsBusyWithLongBatches() throws IOException {
    try (TestServer server = server(Duration.ofMinutes(1))) {
      fill(server);

      for (int i = 0; i < 20; i++) {
        assertThat(server.get("/v2/health/live").status()).isEqualTo(200);
        assertThat(server.get("/v2/models/" + HEAVY).status()).isEqualTo(200);
        assertThat(server.infer(LIGHT_ROW).status()).isEqualTo(200);
        assertThat(heavy(server, 1).status()).isEqualTo(200); // the busy model itself
      }
      assertThat(waiting(server)).as("rows that are still waited for").isPositive();
    }
  }

  @Test
  void theWorkOfClientsThatHaveLeftEnds() throws IOException {
    try (TestServer server = server(Duration.ofMinutes(1))) {
      fill(server);

      leave();

      while (waiting(server) > 0) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void rowsThatTakeTooLongAreRefusedWithWhatTheyTake() {
    try (TestServer server = server(Duration.ofMillis(900))) {
      Answer answer = heavy(server, 1024);
      while (answer.status() == 503) { // the first rows say nothing yet of the others
        answer = heavy(server, 1024);
      }

      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.error()).contains("1024 rows of this model would take about");
      assertThat(waiting(server)).isZero();
    }
  }

  @Test
  void whoAsksForMuchOfABusyModelIsToldWhenToComeAgain() throws IOException {
    try (TestServer server = server(Duration.ofSeconds(20))) {
      List<Answer> refused = new ArrayList<>();
      while (refused.isEmpty()) {
        fill(server);
        Answer answer = heavy(server, 1024);
        if (answer.status() == 503) {
          refused.add(answer);
        }
      }

      assertThat(refused.get(0).error()).contains("so many rows of this model are waited for");
      assertThat(heavy(server, 1).status()).isEqualTo(200);
    }
  }

  /** Sends long batches, and waits until one of them is under way. */
  private void fill(TestServer server) throws IOException {
    String body = rows(1024);
    for (int i = 0; i < 20; i++) {
      Socket client = new Socket("127.0.0.1", server.port());
      clients.add(client);
      String request =
          "POST /v2/models/%s/infer HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(HEAVY, body.length(), body);
      client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }
    while (waiting(server) == 0) {
      Thread.onSpinWait();
    }
  }

  private static long waiting(TestServer server) {
    return server.store.find(HEAVY).orElseThrow().load().rows();
  }

  private static Answer heavy(TestServer server, int rows) {
    return server.send("POST", "/v2/models/" + HEAVY + "/infer", rows(rows));
  }

  private static String rows(int rows) {
    return "{\"inputs\": [{\"name\": \"x\", \"datatype\": \"FP64\", \"shape\": [%d], \"data\": [%s]}]}"
        .formatted(rows, String.join(",", Collections.nCopies(rows, "1")));
  }
}
