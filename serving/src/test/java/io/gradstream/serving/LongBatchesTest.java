package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.serving.TestServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches that take a heavy model long, and what becomes of all else. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LongBatchesTest {

  private static final String HEAVY = HeavyModel.NAME;

  private final List<Socket> clients = new ArrayList<>();

  @AfterEach
  void leave() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
  }

  @Test
  void allElseIsAnsweredWhileAModelIsBusyWithLongBatches() throws IOException {
    try (TestServer server = HeavyModel.server(Duration.ofMinutes(1))) {
      fill(server);

      for (int i = 0; i < 20; i++) {
        assertThat(server.get("/v2/health/live").status()).isEqualTo(200);
        assertThat(server.get("/v2/models/" + HEAVY).status()).isEqualTo(200);
        assertThat(server.infer(HeavyModel.LIGHT_ROW).status()).isEqualTo(200);
        assertThat(heavy(server, 1).status()).isEqualTo(200); // the busy model itself
      }
      assertThat(waiting(server)).as("rows that are still waited for").isPositive();
    }
  }

  @Test
  void theWorkOfClientsThatHaveLeftEnds() throws IOException {
    try (TestServer server = HeavyModel.server(Duration.ofMinutes(1))) {
      fill(server);

      leave();

      await(() -> waiting(server) == 0);
    }
  }

  @Test
  void rowsThatTakeTooLongAreRefusedWithWhatTheyTake() {
    try (TestServer server = HeavyModel.server(Duration.ofSeconds(1))) {
      Optional<Answer> answer = Optional.empty();
      while (answer.isEmpty()) { // what they take is known once some were predicted
        answer = answered(server).filter(one -> one.status() == 413);
      }

      assertThat(answer.get().error()).contains("1024 rows of this model would take about");
      await(() -> waiting(server) == 0);
    }
  }

  /** Nothing when the connection was closed, since the answer took too long. */
  private static Optional<Answer> answered(TestServer server) {
    try {
      return Optional.of(heavy(server, 1024));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  @Test
  void whoAsksForMuchOfABusyModelIsToldWhenToComeAgain() throws IOException {
    try (TestServer server = HeavyModel.server(Duration.ofSeconds(20))) {
      String told = "";
      while (!told.contains("so many rows of this model are waited for")) {
        fill(server); // what a row takes is known once some were predicted in time
        Answer answer = heavy(server, 1024);
        told = answer.status() == 503 ? answer.error() : "";
      }

      assertThat(heavy(server, 1).status()).isEqualTo(200);
    }
  }

  /** Sends long batches, and waits until one of them is under way. */
  private void fill(TestServer server) throws IOException {
    String body = HeavyModel.rows(1024);
    for (int i = 0; i < 20; i++) {
      Socket client = new Socket("127.0.0.1", server.port());
      clients.add(client);
      String request =
          "POST /v2/models/%s/infer HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(HEAVY, body.length(), body);
      client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }
    await(() -> waiting(server) > 0);
  }

  private static void await(BooleanSupplier event) {
    while (!event.getAsBoolean()) {
      assertThat(Thread.interrupted()).as("it was waited for in vain").isFalse();
      Thread.onSpinWait();
    }
  }

  private static long waiting(TestServer server) {
    return server.store.find(HEAVY).orElseThrow().load().rows();
  }

  private static Answer heavy(TestServer server, int rows) {
    return server.send("POST", "/v2/models/" + HEAVY + "/infer", HeavyModel.rows(rows));
  }
}
