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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  private static final String ONE_ROW =
      "{\"inputs\": [{\"name\": \"scheduled\", \"datatype\": \"INT64\", \"shape\": [1],"
          + " \"data\": [981100800000]}]}";

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
      close(slow);
    }
  }

  @Test
  void whoComesWhenTooManyAreThereIsToldToComeAgain() throws IOException {
    List<Socket> clients = new ArrayList<>();
    try (TestServer server = server(new Limits(2, 1 << 20, LONG))) {
      HttpResponse<String> next = server.response("GET", "/v2", "");
      while (next.statusCode()
          == 200) { // they are still on their way, or so slow that they gave way
        clients.add(halfAQuery(server));
        clients.add(halfAQuery(server));
        next = server.response("GET", "/v2", "");
      }

      assertThat(next.statusCode()).isEqualTo(503);
      assertThat(next.headers().firstValue("Retry-After")).contains("1");
      assertThat(TestServer.answer(next).error())
          .isEqualTo("busy: 2 requests are in progress; try again");
      assertThat(server.get("/v2/health/live").status()).isEqualTo(200);
      assertThat(server.get("/v2/health/ready").status()).isEqualTo(200);
      assertThat(server.response("GET", "/metrics", "").statusCode()).isEqualTo(200);
    } finally {
      close(clients);
    }
  }

  @Test
  void slowClientsGiveWayWhenAllPlacesAreTaken() throws IOException {
    try (TestServer server = server(new Limits(2, 1 << 20, LONG));
        Socket first = halfAQuery(server);
        Socket second = halfAQuery(server)) {
      while (isOpen(first) && isOpen(second)) { // until both are there, and one is called slow
        server.response("GET", "/v2", "");
      }

      assertThat(server.response("GET", "/v2", "").statusCode()).isEqualTo(200);
    }
  }

  /** However much of their bodies slow clients have sent, whoever comes has room. */
  @Test
  void whatSlowClientsHaveSentTakesNoRoomFromOthers() throws IOException {
    List<Socket> slow = new ArrayList<>();
    Limits limits = new Limits(64, 1 << 20, LONG);
    try (TestServer server = server(limits)) {
      String most = HALF_A_QUERY.replace("100000", "1000000") + " ".repeat(800_000);
      for (int i = 0; i < 60; i++) {
        Socket client = new Socket("127.0.0.1", server.port());
        slow.add(client);
        write(client, most);
      }
      String large = " ".repeat(433_000) + ONE_ROW;

      for (int i = 0; i < 20; i++) {
        assertThat(server.infer(ONE_ROW).status()).isEqualTo(200);
        assertThat(awaitRoom(server, large)).isEqualTo(200);
      }
    } finally {
      close(slow);
    }
  }

  /** They are called slow after a second; until then a large body may be told to come again. */
  private static int awaitRoom(TestServer server, String body) {
    int status = server.infer(body).status();
    while (status == 503) {
      status = server.infer(body).status();
    }
    return status;
  }

  @Test
  void fourClientsWithLargeBodiesAreAllServed() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(4);
    try (TestServer server = server(Limits.DEFAULT)) {
      String large = ONE_ROW + " ".repeat(433_000);
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 80; i++) {
        answers.add(clients.submit(() -> server.infer(large).status()));
      }

      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void aBodyThatIsAnnouncedTooLongIsRefusedBeforeItIsAskedFor() throws IOException {
    try (TestServer server = server(Limits.DEFAULT);
        Socket client = new Socket("127.0.0.1", server.port())) {
      write(
          client,
          "POST /v2/models/flight-delays/infer HTTP/1.1\r\nHost: x\r\n"
              + "Content-Length: 100000000\r\nExpect: 100-continue\r\n\r\n");

      byte[] status = client.getInputStream().readNBytes(12);

      assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }
  }

  private static Socket halfAQuery(TestServer server) throws IOException {
    Socket client = new Socket("127.0.0.1", server.port());
    write(client, HALF_A_QUERY);
    return client;
  }

  private static void close(List<Socket> clients) throws IOException {
    for (Socket client : clients) {
      client.close();
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
      client.setSoTimeout(20);
      return client.getInputStream().read() >= 0;
    } catch (java.net.SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
