package io.gradstream.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradstream.serving.grpc.GrpcEndpoint;
import io.gradstream.serving.http.Desk;
import io.gradstream.serving.http.Front;
import io.gradstream.serving.http.HttpEndpoint;
import io.gradstream.serving.http.HttpEndpoint.Address;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.http.TlsFiles;
import io.gradstream.serving.learn.LearnDesk;
import io.gradstream.serving.models.Flights;
import io.gradstream.serving.models.LearnerModels;
import io.gradstream.serving.models.ModelStore;
import io.gradstream.serving.models.ServedModel;
import io.gradstream.serving.page.Watch;
import io.gradstream.serving.protocol.InferenceProtocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;

/** The service without Kafka: a store that tests fill, behind real HTTP on a port of its own. */
public final class TestServer implements AutoCloseable {

  static final long AGE_MILLIS = 1234;

  private static final JsonMapper MAPPER = new JsonMapper();

  public final ModelStore store;

  private final HttpEndpoint http;
  private final GrpcEndpoint grpc;
  private final HttpClient client = HttpClient.newHttpClient();

  public TestServer() {
    this(Optional.empty(), Optional.empty(), Limits.DEFAULT);
  }

  public TestServer(Optional<TlsFiles> tls, Optional<Path> tokens, Limits limits) {
    this(tls, tokens, limits, LearnDesk.off());
  }

  TestServer(Optional<TlsFiles> tls, Optional<Path> tokens, Limits limits, LearnDesk learn) {
    store = new ModelStore(1 << 30);
    Clock clock = Clock.fixed(Flights.PUBLISHED.plusMillis(AGE_MILLIS), ZoneOffset.UTC);
    InferenceProtocol protocol =
        new InferenceProtocol(store, clock, limits.time(), "0.1.0", true, learn, true);
    Address address = new Address("127.0.0.1", 0);
    Front front = new Front(address, tls, tokens, limits);
    Desk desk = front.desk();
    Watch watch = new Watch(TestServer::noConsumer, store, clock); // follows nothing
    http = front.endpoint(desk, watch.before(protocol));
    grpc = new GrpcEndpoint(address, desk, protocol);
    try {
      http.start();
      grpc.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server that is ready with these models. */
  public static TestServer with(ServedModel... models) {
    return with(LearnDesk.off(), models);
  }

  /** The same, to which records may be given. */
  static TestServer with(LearnDesk learn, ServedModel... models) {
    TestServer server = new TestServer(Optional.empty(), Optional.empty(), Limits.DEFAULT, learn);
    LearnerModels learner = server.store.follow(Flights.LEARNER);
    for (ServedModel model : models) {
      learner.put(model);
    }
    learner.caughtUp();
    server.store.caughtUp();
    return server;
  }

  /** A response: its status, its body as JSON. */
  record Answer(int status, JsonNode body) {
    String error() {
      return body.path("error").asText();
    }
  }

  /** With a token. */
  public HttpResponse<String> get(String path, String token) {
    return send(
        HttpRequest.newBuilder(URI.create(http.url() + path))
            .header("Authorization", "Bearer " + token)
            .build());
  }

  private static Consumer<byte[], byte[]> noConsumer() {
    throw new IllegalStateException("there is no Kafka here");
  }

  public String url() {
    return http.url();
  }

  public int port() {
    return http.port();
  }

  public int grpcPort() {
    return grpc.port();
  }

  Answer get(String path) {
    return send("GET", path, "");
  }

  Answer infer(String body) {
    return send("POST", "/v2/models/" + Flights.LEARNER + "/infer", body);
  }

  /** With a header, whatever the body's bytes are. */
  Answer infer(byte[] body, String header, String value) {
    return answer(
        send(
            HttpRequest.newBuilder(
                    URI.create(http.url() + "/v2/models/" + Flights.LEARNER + "/infer"))
                .header(header, value)
                .POST(BodyPublishers.ofByteArray(body))
                .build()));
  }

  /** As it comes, with headers, name and value in turn. */
  HttpResponse<byte[]> post(String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(http.url() + path))
            .POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Answer send(String method, String path, String body) {
    return answer(response(method, path, body));
  }

  HttpResponse<String> response(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(http.url() + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Answer answer(HttpResponse<String> response) {
    try {
      return new Answer(response.statusCode(), MAPPER.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON: " + response.body(), e);
    }
  }

  @Override
  public void close() {
    grpc.close();
    http.close();
    store.close();
  }
}
