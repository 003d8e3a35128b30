package io.gradstream.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.Version;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.models.Flights;
import io.gradstream.serving.models.LearnerModels;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send little at a time, or nothing, and would hold the service up. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SlowClientsTest {

  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String HALF_A_QUERY =
      "POST /v2/models/flight-delays/infer HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n{";

  @Test
  void headersThatNeverEndEndTheirConnection() throws IOException {
    try (TestServer server = server(new Limits(8, 1 << 20, SHORT));
        Socket client = new Socket("127.0.0.1", server.port())) {
      write(client, "GET /v2 HTTP/1.1\r\nHost: x\r\n");

      dripUntilClosed(client, "a"); // too slow to reach the limit of the headers in time
    }
  }

  @Test
  void aBodyThatNeverEndsEndsItsConnectionAndGivesItsPlaceBack() throws IOException {
    try (TestServer server = server(new Limits(1, 1 << 20, SHORT));
        Socket client = new Socket("127.0.0.1", server.port())) {
      write(client, HALF_A_QUERY);
      dripUntilClosed(client, " ");

      while (server.response("GET", "/v2", "").statusCode() != 200) {
        Thread.onSpinWait(); // until its place is free
      }
    }
  }

  @Test
  void aConnectionThatNeverAsksIsEnded() throws IOException {
    try (TestServer server = server(new Limits(8, 1 << 20, SHORT));
        Socket client = new Socket("127.0.0.1", server.port())) {
      assertThat(client.getInputStream().read()).isNegative();
    }
  }

  @Test
  void slowClientsHoldNoThread() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try (TestServer server = server(new Limits(64, 1 << 20, LONG))) {
      for (int i = 0; i < 40; i++) { // more than the server has threads
        Socket client = new Socket("127.0.0.1", server.port());
        slow.add(client);
        write(client, HALF_A_QUERY);
      }

      assertThat(server.get("/v2/models/flight-delays/ready").status()).isEqualTo(200);
    } finally {
      for (Socket client : slow) {
        client.close();
      }
    }
  }

  @Test
  void whoComesWhenTooManyAreThereIsToldToComeAgain() throws IOException {
    try (TestServer server = server(new Limits(2, 1 << 20, LONG));
        Socket first = new Socket("127.0.0.1", server.port());
        Socket second = new Socket("127.0.0.1", server.port())) {
      write(first, HALF_A_QUERY);
      write(second, HALF_A_QUERY);

      HttpResponse<String> third = server.response("GET", "/v2", "");
      while (third.statusCode() == 200) {
        third = server.response("GET", "/v2", ""); // they are still on their way
      }

      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(third.headers().firstValue("Retry-After")).contains("1");
      assertThat(TestServer.answer(third).error())
          .isEqualTo("busy: 2 requests are in progress; try again");
      assertThat(server.get("/v2/health/live").status()).isEqualTo(200);
    }
  }

  private static TestServer server(Limits limits) {
    TestServer server = new TestServer(Optional.empty(), Optional.empty(), limits);
    LearnerModels models = server.store.follow(Flights.LEARNER);
    models.put(Flights.served(Flights.spec(Flights.LATE), "", new Version(1, 1)));
    models.caughtUp();
    server.store.caughtUp();
    return server;
  }

  private static void write(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Something always moves, so that no idle time-out is due; the test's own ends it otherwise. */
  private static void dripUntilClosed(Socket client, String drop) throws IOException {
    client.setSoTimeout(20);
    while (isOpen(client)) {
      try {
        write(client, drop);
      } catch (IOException e) {
        return;
      }
    }
  }

  private static boolean isOpen(Socket client) {
    try {
      return client.getInputStream().read() >= 0;
    } catch (java.net.SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
