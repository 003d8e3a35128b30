package io.gradstream.features.decode;

import static io.gradstream.features.decode.TroubledRegistry.NO_SUCH_SCHEMA;
import static io.gradstream.features.decode.TroubledRegistry.SCHEMA;
import static io.gradstream.features.decode.TroubledRegistry.answer;
import static io.gradstream.features.decode.TroubledRegistry.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import io.gradstream.schemas.ConfluentFraming;
import io.gradstream.schemas.DeadLetter.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry that does not answer is waited for, and no record is judged by that. */
class RegistryAwayTest {

  private static final EventSchema NO_FIELDS = new EventSchema(List.of(), ZoneId.of("UTC"));
  private static final byte[] RECORD = ConfluentFraming.frame(42, new byte[0]);
  private static final Decoded GOOD = new Decoded.Good(Event.of());

  /** An exchange may take as long as a busy machine needs. */
  private static final RegistryPatience PATIENT = patience(Duration.ofSeconds(60));

  /** For servers that never come to an end. */
  private static final RegistryPatience SHORT = patience(Duration.ofMillis(500));

  private static RegistryPatience patience(Duration exchange) {
    return new RegistryPatience(
        exchange, Duration.ofMillis(1), Duration.ofMillis(4), Optional.empty());
  }

  /** Hears what it is told. */
  private static class Host implements RegistryHost {
    private final KnownSchemas known = new KnownSchemas();
    private final List<Unanswered> unanswered = new ArrayList<>();
    private int answered;

    @Override
    public KnownSchemas known() {
      return known;
    }

    @Override
    public boolean await(CompletableFuture<?> done, Duration most) throws InterruptedException {
      return RegistryHost.isDoneWithin(done, most);
    }

    @Override
    public void unanswered(Unanswered question) {
      unanswered.add(question);
    }

    @Override
    public void answered() {
      answered++;
    }

    String reason() {
      return unanswered.get(0).reason();
    }
  }

  private Host host = new Host();
  private TroubledRegistry server;

  @BeforeEach
  void start() throws IOException {
    server = new TroubledRegistry();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aServerInTroubleIsWaitedFor() {
    assertWaits("status 503", answer(503, ""));
  }

  @Test
  void aPageThatIsNotFoundIsNotTheWordOfTheRegistry() {
    assertWaits("status 404 without", answer(404, "<html>no such page</html>"));
    assertWaits("status 404 without", answer(404, "{\"error_code\": 404}"));
    assertWaits("status 404 without", answer(404, "[40403]"));
    assertWaits("status 404 without", answer(404, ""));
  }

  @Test
  void aLoginPageIsNoSchema() {
    assertWaits("status 200 without a schema", answer(200, "<html>who are you?</html>"));
    assertWaits("status 200 without a schema", answer(200, ""));
    assertWaits("status 200 without a schema", answer(200, "{}"));
    assertWaits("status 200 without a schema", answer(200, "{\"schema\": 5}"));
    assertWaits("status 200 without a schema", answer(200, "{\"schema\": \"{}\"} <html>"));
  }

  @Test
  void aClosedDoorIsWaitedFor() {
    assertWaits("status 401: it wants another login", answer(401, "{\"error_code\": 40101}"));
    assertWaits(
        "status 302", // and whoever is named there is not given the login
        exchange -> {
          exchange.getResponseHeaders().set("Location", server.url() + "/login");
          answer(302, "").handle(exchange);
        });
  }

  @Test
  void anAnswerThatNeverEndsIsGivenUpAndItsConnectionClosed() throws InterruptedException {
    server.now(server.dribbles());
    server.then(server.dribbles(), schema(SCHEMA));
    assertThat(decoder(server.url(), SHORT, host).decode(RECORD, null)).isEqualTo(GOOD);
    assertThat(host.reason()).contains("no whole answer within 500 ms");
    assertThat(server.isHungUpOn()).isTrue();
  }

  @Test
  void anAnswerWithoutEndTakesNoMemory() throws InterruptedException {
    assertWaits("its answer has more than 4194304 bytes", server.twoGigabytesOfBlanks());
    assertThat(server.isHungUpOn()).isTrue();
    assertThat(server.sent()).isLessThan(64 << 20);
  }

  @Test
  void anAnswerThatIsCutShortIsNone() {
    assertWaits("", TroubledRegistry.closesEarly());
  }

  /** Asks a decoder for a record; the registry gets well after two answers that are none. */
  private void assertWaits(String reason, HttpHandler trouble) {
    host = new Host();
    server.now(trouble);
    server.then(trouble, schema(SCHEMA));
    int before = server.paths().size();
    assertThat(decoder(server.url(), PATIENT, host).decode(RECORD, null)).isEqualTo(GOOD);
    assertThat(host.unanswered).hasSize(2);
    assertThat(host.reason()).contains(reason);
    assertThat(host.answered).isEqualTo(1);
    assertThat(server.paths()).hasSize(before + 3);
  }

  @Test
  void onlyTheRegistrysOwnWordMakesADeadLetter() {
    server.now(answer(503, ""));
    server.then(answer(404, ""), NO_SUCH_SCHEMA);
    Decoded decoded = decoder(server.url(), PATIENT, host).decode(RECORD, null);
    DecoderContractTest.assertBad(decoded, Reason.UNKNOWN_SCHEMA, "");
    assertThat(((Decoded.Bad) decoded).message()).contains("no schema of id 42");
    assertThat(host.unanswered).hasSize(2);
  }

  @Test
  void aServerThatIsNotThereIsWaitedForAsLongAsSomebodySitsThere() throws IOException {
    try (Socket held = new Socket()) { // bound, so that nobody else listens there
      held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI nobody = URI.create("http://127.0.0.1:" + held.getLocalPort());
      EventDecoder decoder = decoder(nobody, within(PATIENT, Duration.ofSeconds(1)), host);
      assertThatThrownBy(() -> decoder.decode(RECORD, null))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining(
              "the schema registry " + nobody + " does not answer for schema id 42");
    }
    assertThat(host.unanswered).isNotEmpty();
  }

  @Test
  void aServerThatSaysNothingIsGivenUp() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      URI url = URI.create("http://127.0.0.1:" + mute.getLocalPort());
      EventDecoder decoder = decoder(url, within(SHORT, Duration.ofMillis(1)), host);
      assertThatThrownBy(() -> decoder.decode(RECORD, null))
          .hasMessageContaining("no whole answer within 500 ms");
    }
  }

  @Test
  void aWaitThatIsInterruptedEndsAndIsNoDeadLetter() {
    server.now(answer(503, ""));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> decoder(server.url(), PATIENT, host).decode(RECORD, null))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatGoesWrongWhereOneWaitsIsNoDeadLetter() {
    server.now(answer(503, ""));
    RegistryHost failing =
        new Host() {
          @Override
          public boolean await(CompletableFuture<?> done, Duration most) {
            throw new IllegalStateException("disk full");
          }
        };
    assertThatThrownBy(() -> decoder(server.url(), PATIENT, failing).decode(RECORD, null))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasRootCauseMessage("disk full");
  }

  @Test
  void aLoginThatCannotBeReadIsWaitedFor() {
    server.now(schema(SCHEMA));
    List<RegistryAccess> found = new ArrayList<>();
    RegistryAccess.Source source =
        () -> {
          found.add(RegistryAccess.OPEN);
          if (found.size() < 3) {
            throw new IOException("not mounted");
          }
          return RegistryAccess.OPEN;
        };
    HttpRegistry registry =
        new HttpRegistry(server.url(), source, PATIENT, host, InstantSource.system());
    assertThat(registry.byId(42)).isInstanceOf(SchemaRegistry.Answer.Found.class);
    assertThat(host.reason()).isEqualTo("its login or trust store cannot be used: not mounted");
  }

  private static RegistryPatience within(RegistryPatience usual, Duration most) {
    return new RegistryPatience(
        usual.exchange(), usual.firstPause(), usual.longestPause(), Optional.of(most));
  }

  private static EventDecoder decoder(URI url, RegistryPatience patience, RegistryHost host) {
    return EventDecoders.confluentAvro(
        NO_FIELDS,
        SCHEMA,
        new HttpRegistry(url, () -> RegistryAccess.OPEN, patience, host, InstantSource.system()));
  }
}
