package io.gradstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gradstream.features.decode.SchemaRegistry.Answer;
import io.gradstream.learning.spec.StreamFormat.HttpRegistryAt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that wants a login, which stands in the job's file of secrets. */
class JobRegistriesTest {

  private static final String TOKEN = "schema.registry.bearer.auth.token=";

  @TempDir private Path folder;
  private final List<String> logins = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    file = folder.resolve("kafka.properties");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Lets the new login in, and tells it to whoever comes with the old one. */
  private void answer(HttpExchange exchange) throws IOException {
    String login = exchange.getRequestHeaders().getFirst("Authorization");
    logins.add(login);
    boolean known = login.equals("Bearer new");
    byte[] body = "{\"schema\": \"\\\"int\\\"\"}".getBytes(StandardCharsets.UTF_8);
    if (!known) {
      Files.writeString(file, TOKEN + "new");
    }
    exchange.sendResponseHeaders(known ? 200 : 401, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aLoginThatIsRenewedMeanwhileIsUsed() throws IOException {
    Files.writeString(file, TOKEN + "old");

    assertThat(registries().at(place()).byId(1)).isInstanceOf(Answer.Found.class);
    assertThat(logins).containsExactly("Bearer old", "Bearer new");
  }

  @Test
  void aFileThatCannotBeMeantFailsTheJobInWords() throws IOException {
    Files.writeString(file, "schema.registry.bearer.token=opensesame");

    assertThatThrownBy(() -> registries().at(place()))
        .hasMessageContaining("--kafka-file")
        .hasMessageContaining("schema.registry.bearer.token is not known")
        .hasMessageNotContaining("opensesame");
  }

  private HttpRegistryAt place() {
    return new HttpRegistryAt("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private JobRegistries registries() {
    return JobRegistries.of(
        JobOptions.of(TestSpecs.TRIPS, "broker:9092", folder)
            .with(Optional.of(new KafkaFile(file))));
  }
}
