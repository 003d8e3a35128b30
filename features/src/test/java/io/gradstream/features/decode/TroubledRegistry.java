package io.gradstream.features.decode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A schema registry, or what stands in its place, with all the troubles one can have. */
final class TroubledRegistry implements AutoCloseable {

  static final String SCHEMA = "{\"type\": \"record\", \"name\": \"E\", \"fields\": []}";

  /** The registry's own way to say that it has no such schema. */
  static final HttpHandler NO_SUCH_SCHEMA =
      answer(404, "{\"error_code\": 40403, \"message\": \"Schema not found\"}");

  private static final long TWO_GIGABYTES = 2L << 30;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<HttpHandler> handlers = new ArrayDeque<>(); // the last one stays
  private final List<HttpExchange> requests = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch hungUp = new CountDownLatch(1);
  private final AtomicLong sent = new AtomicLong();

  TroubledRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> next(exchange).handle(exchange));
    server.setExecutor(threads);
    server.start();
  }

  private synchronized HttpHandler next(HttpExchange exchange) {
    requests.add(exchange);
    return handlers.size() > 1 ? handlers.remove() : handlers.element();
  }

  /** What it does next; the last one goes on for ever. */
  synchronized void then(HttpHandler... more) {
    handlers.addAll(Arrays.asList(more));
  }

  /** From now on, and nothing else. */
  synchronized void now(HttpHandler handler) {
    handlers.clear();
    handlers.add(handler);
  }

  static HttpHandler answer(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    };
  }

  /** A schema, as the registry tells it. */
  static HttpHandler schema(String text) {
    return answer(200, "{\"schema\": \"" + text.replace("\"", "\\\"") + "\"}");
  }

  /** A byte now and then, for ever. */
  HttpHandler dribbles() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        while (!hungUp.await(5, TimeUnit.MILLISECONDS)) {
          out.write(' ');
          out.flush();
        }
      } catch (IOException e) {
        hungUp.countDown();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }

  HttpHandler twoGigabytesOfBlanks() {
    return exchange -> {
      byte[] blanks = new byte[1 << 16];
      Arrays.fill(blanks, (byte) ' ');
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        while (sent.get() < TWO_GIGABYTES) {
          out.write(blanks);
          sent.addAndGet(blanks.length);
        }
      } catch (IOException e) {
        hungUp.countDown();
      }
    };
  }

  /** Less than it said. */
  static HttpHandler closesEarly() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write("{\"schema\": ".getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  /** Whether the other side ended a connection that had no end of its own. */
  boolean isHungUpOn() throws InterruptedException {
    return hungUp.await(30, TimeUnit.SECONDS);
  }

  /** Blanks sent. */
  long sent() {
    return sent.get();
  }

  List<String> paths() {
    return requests.stream().map(request -> request.getRequestURI().getPath()).toList();
  }

  /** A header of the last request, null when it had none. */
  String header(String name) {
    return requests.get(requests.size() - 1).getRequestHeaders().getFirst(name);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    hungUp.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
