package io.gradstream.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.StreamFormat.ConfluentAvro;
import io.gradstream.learning.spec.StreamFormat.SchemasById;
import io.gradstream.learning.spec.read.SpecReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A schema registry over HTTP with a spec's own schemas, and with all troubles in turn. */
final class SchemaServer implements AutoCloseable {

  private enum Trouble {
    UNAVAILABLE,
    PAGE_NOT_FOUND,
    LOGIN_PAGE,
    ENDLESS_BLANKS,
    CLOSES_EARLY,
    DRIBBLES
  }

  private static final int FIRST_REGISTERED = 1000;
  private static final int FIRST_JSON = 2000;

  private final LearnerSpec spec;
  private final Map<Integer, String> schemas = new ConcurrentHashMap<>();
  private final Set<Integer> ofJson = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> registered = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean well = true;

  /**
   * @param spec with a folder of schemas
   */
  SchemaServer(LearnerSpec spec) throws IOException {
    this.spec = spec;
    schemas.putAll(((SchemasById) ((ConfluentAvro) spec.events().format()).registry()).schemas());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/schemas/ids/", this::answer);
    server.createContext("/subjects/", this::register);
    server.setExecutor(threads);
    server.start();
  }

  /** The same learner under another name, which asks here. */
  LearnerSpec asking(String name) {
    String url = "\"" + url() + "\"";
    String text =
        spec.source()
            .text()
            .replace("registry: registry", "registry: " + url)
            .replace(spec.name(), name);
    return SpecReader.read(new SpecBundle(name + ".yaml", text, spec.source().files()));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The id under which a subject's schema was registered. */
  Optional<Integer> id(String subject) {
    return Optional.ofNullable(registered.get(subject));
  }

  /** Registers a JSON Schema, which the spec does not have. */
  int registerJson(String subject, String schema) {
    int id = FIRST_JSON + ofJson.size();
    schemas.put(id, schema);
    registered.put(subject, id);
    ofJson.add(id);
    return id;
  }

  /** A schema as the registry tells it. */
  private ObjectNode told(int id) {
    return new ObjectMapper()
        .createObjectNode()
        .put("schema", schemas.get(id))
        .put("schemaType", ofJson.contains(id) ? "JSON" : "AVRO");
  }

  String schema(int id) {
    return schemas.get(id);
  }

  /** From now on it has troubles, a new one for each request. */
  void fallIll() {
    well = false;
    asked.set(0);
  }

  void getWell() {
    well = true;
  }

  /** Requests since it fell ill. */
  int asked() {
    return asked.get();
  }

  /** Whether it has had every trouble. */
  boolean isThrough() {
    return asked() > Trouble.values().length;
  }

  private void answer(HttpExchange exchange) throws IOException {
    int number = asked.getAndIncrement();
    if (!well) {
      be(Trouble.values()[number % Trouble.values().length], exchange);
      return;
    }
    String path = exchange.getRequestURI().getPath();
    int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    if (schemas.containsKey(id)) {
      send(exchange, 200, told(id).toString());
    } else {
      send(exchange, 404, "{\"error_code\": 40403, \"message\": \"Schema not found\"}");
    }
  }

  /** Answers {@code GET /subjects/SUBJECT/versions/latest}. */
  private void newest(String subject, HttpExchange exchange) throws IOException {
    Integer id = registered.get(subject);
    if (id == null) {
      send(exchange, 404, "{\"error_code\": 40401, \"message\": \"Subject not found\"}");
      return;
    }
    send(exchange, 200, told(id).put("subject", subject).put("id", id).toString());
  }

  /** Answers {@code POST /subjects/SUBJECT/versions}; the same schema again gets the same id. */
  private synchronized void register(HttpExchange exchange) throws IOException {
    String subject = exchange.getRequestURI().getPath().split("/")[2];
    if (exchange.getRequestMethod().equals("GET")) {
      newest(subject, exchange);
      return;
    }
    String schema =
        new ObjectMapper().readTree(exchange.getRequestBody()).path("schema").textValue();
    int id =
        schemas.entrySet().stream()
            .filter(known -> known.getValue().equals(schema))
            .map(Map.Entry::getKey)
            .findAny()
            .orElse(FIRST_REGISTERED + registered.size());
    schemas.put(id, schema);
    registered.put(subject, id);
    send(exchange, 200, "{\"id\": " + id + "}");
  }

  private void be(Trouble trouble, HttpExchange exchange) throws IOException {
    switch (trouble) {
      case UNAVAILABLE -> send(exchange, 503, "later");
      case PAGE_NOT_FOUND -> send(exchange, 404, "<html>no such page</html>");
      case LOGIN_PAGE -> send(exchange, 200, "<html>who are you?</html>");
      case CLOSES_EARLY -> {
        exchange.sendResponseHeaders(200, 1000);
        exchange.close();
      }
      case ENDLESS_BLANKS -> send(exchange, 1 << 16, 0);
      case DRIBBLES -> send(exchange, 1, 100);
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Blanks until the other side has enough. */
  private void send(HttpExchange exchange, int size, long pauseMillis) throws IOException {
    byte[] blanks = new byte[size];
    Arrays.fill(blanks, (byte) ' ');
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      while (!closed.await(pauseMillis, TimeUnit.MILLISECONDS)) {
        out.write(blanks);
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
