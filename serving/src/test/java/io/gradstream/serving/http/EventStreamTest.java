package io.gradstream.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.serving.http.HttpEndpoint.Address;
import io.gradstream.serving.report.Measures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An answer in parts, sent to readers of every kind. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EventStreamTest {

  private static final int LARGE = 100_000; // characters of a part
  private static final int MANY = 1000; // large parts: more than lie between a server and a client

  private final Parts parts = new Parts();
  private HttpEndpoint http;

  @AfterEach
  void stop() {
    http.close();
  }

  /** Gives a part a turn, as long as it may. */
  private static final class Parts implements Work<Reply> {

    private final Semaphore allowed = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private Supplier<Optional<Reply>> end = Optional::empty; // asked when no part is allowed
    private int length = 1;
    private volatile int made;
    private boolean isReading = true;
    private List<Reply> ahead = List.of();
    private boolean isLost; // what is there cannot be told
    private volatile boolean isHeld; // it cannot be closed
    private volatile boolean wasHeld;

    @Override
    public boolean isReading() {
      return isReading;
    }

    @Override
    public Object lane() {
      return this;
    }

    @Override
    public Duration rest() {
      return Duration.ofMillis(1);
    }

    @Override
    public Optional<Reply> turn() {
      isReading = false;
      if (!allowed.tryAcquire()) {
        return end.get();
      }
      made++;
      ahead = List.of(Reply.ok(Json.object().put("part", "x".repeat(length))));
      return Optional.empty();
    }

    @Override
    public List<Reply> ahead() {
      if (isLost) {
        throw new IllegalStateException("on purpose");
      }
      List<Reply> given = ahead;
      ahead = List.of();
      return given;
    }

    @Override
    public void close() {
      if (isHeld) {
        wasHeld = true;
        throw new IllegalStateException("on purpose");
      }
      closed.countDown();
    }
  }

  /** Always the same work. */
  private record Always(Parts parts) implements Responder {
    @Override
    public Reply answer(Route route) {
      return Reply.ok(Json.object());
    }

    @Override
    public Work<Reply> work(Route.Posted route, Posting posting) {
      return parts;
    }

    @Override
    public void measure(Measures into) {}
  }

  private BufferedReader ask(Duration time) throws IOException {
    Limits limits = new Limits(1, 1 << 20, time);
    Front front =
        new Front(new Address("127.0.0.1", 0), Optional.empty(), Optional.empty(), limits);
    http = front.endpoint(front.desk(), new Always(parts));
    http.start();
    return again();
  }

  private BufferedReader again() throws IOException {
    Socket client = new Socket("127.0.0.1", http.port());
    String request = "POST /v2/models/m/generate_stream HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}";
    client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return new BufferedReader(
        new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
  }

  /** The next line that is neither a header nor empty. */
  private static String next(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.startsWith("data: ") && !line.startsWith("{")) {
      line = lines.readLine();
    }
    return line;
  }

  @Test
  void aPartIsSentBeforeTheNextIsThere() throws IOException {
    parts.allowed.release();
    try (BufferedReader lines = ask(Duration.ofMinutes(1))) {
      assertThat(lines.readLine()).contains(" 200 ");
      assertThat(next(lines)).isEqualTo("data: {\"part\":\"x\"}");
      parts.allowed.release();
      assertThat(next(lines)).isEqualTo("data: {\"part\":\"x\"}");
      parts.end = () -> Optional.of(Reply.ok(Json.object().put("over", true)));
      assertThat(next(lines)).isEqualTo("data: {\"over\":true}");
      assertThat(next(lines)).isNull();
    }
  }

  @Test
  void whatFailsOnTheWayIsTheLastPart() throws IOException {
    parts.allowed.release();
    try (BufferedReader lines = ask(Duration.ofMinutes(1))) {
      assertThat(next(lines)).isEqualTo("data: {\"part\":\"x\"}");
      parts.end =
          () -> {
            throw HttpProblem.tooMuchWork("too long");
          };
      assertThat(next(lines)).isEqualTo("data: {\"error\":\"too long\",\"status\":413}");
      assertThat(next(lines)).isNull();
    }
  }

  @Test
  void aPartThatCannotBeToldEndsTheWork() throws IOException, InterruptedException {
    parts.isLost = true;
    parts.allowed.release();
    try (BufferedReader lines = ask(Duration.ofMinutes(1))) {
      assertThat(lines.readLine()).contains(" 500 ");
      assertThat(next(lines)).contains("the server failed to answer");
      parts.closed.await();
    }
  }

  /** There is one place for a request. */
  @Test
  void whoseWorkCannotEvenBeEndedLeavesHisPlace() throws IOException {
    parts.isHeld = true;
    parts.end = () -> Optional.of(Reply.ok(Json.object()));
    ask(Duration.ofMinutes(1)).close();
    while (!parts.wasHeld) {
      Thread.onSpinWait();
    }
    parts.isHeld = false;
    String status = "";
    while (!status.contains(" 200 ")) { // the place is left after that
      try (BufferedReader lines = again()) {
        status = "" + lines.readLine();
      }
    }
  }

  @Test
  void whatFailsBeforeHasAStatusOfItsOwn() throws IOException {
    parts.end =
        () -> {
          throw HttpProblem.tooMuchWork("too long");
        };
    try (BufferedReader lines = ask(Duration.ofMinutes(1))) {
      assertThat(lines.readLine()).contains(" 413 ");
      assertThat(next(lines)).isEqualTo("{\"error\":\"too long\"}");
    }
  }

  @Test
  void whatTakesTooLongIsTheLastPart() throws IOException {
    parts.allowed.release();
    try (BufferedReader lines = ask(Duration.ofSeconds(2))) {
      assertThat(next(lines)).isEqualTo("data: {\"part\":\"x\"}");
      assertThat(next(lines)) // or the connection is closed in the same moment
          .isIn(
              null,
              "data: {\"error\":\"the answer was not there within 2 s: ask for less, or try again\",\"status\":503}");
    }
  }

  /** No more is made than lies between the two, and all of it ends with its time. */
  @Test
  void forWhoDoesNotReadNoMoreIsMade() throws IOException, InterruptedException {
    parts.length = LARGE;
    parts.allowed.release(MANY);
    try (BufferedReader lines = ask(Duration.ofSeconds(2))) {
      parts.closed.await();

      assertThat(parts.made).isPositive().isLessThan(MANY);
      while (next(lines) != null) {
        // what lay between the two
      }
    }
  }

  @Test
  void whoReadsInTheEndGetsAll() throws IOException {
    parts.length = LARGE;
    parts.allowed.release(MANY);
    parts.end = () -> Optional.of(Reply.ok(Json.object().put("over", true)));
    try (BufferedReader lines = ask(Duration.ofMinutes(1))) {
      for (int i = 0; i < MANY; i++) {
        assertThat(next(lines)).hasSize(LARGE + "data: {\"part\":\"\"}".length());
      }
      assertThat(next(lines)).isEqualTo("data: {\"over\":true}");
    }
  }

  @Test
  void forWhoHasLeftNoMoreIsMade() throws IOException, InterruptedException {
    parts.allowed.release();
    BufferedReader lines = ask(Duration.ofMinutes(1));
    assertThat(next(lines)).isNotNull();

    lines.close();

    parts.closed.await();
  }
}
