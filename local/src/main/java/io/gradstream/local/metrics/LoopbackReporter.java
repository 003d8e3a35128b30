package io.gradstream.local.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/**
 * Shows a process' metrics on {@code http://127.0.0.1:PORT/metrics}. Flink's own reporter for
 * Prometheus listens on every interface of the machine, and has no option for less.
 */
public final class LoopbackReporter implements MetricReporter {

  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final int THREADS = 2; // so that one slow reader does not stop another

  private final int port;
  private final ExposedMetrics metrics = new ExposedMetrics();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, LoopbackReporter::daemon);
  private HttpServer server;

  /**
   * @param port 0 for one that the system picks
   */
  LoopbackReporter(int port) {
    this.port = port;
  }

  private static Thread daemon(Runnable body) {
    Thread thread = new Thread(body, "loopback-metrics");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void open(MetricConfig config) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "port %d of 127.0.0.1 cannot be listened on: %s".formatted(port, e.getMessage()), e);
    }
    server.createContext("/metrics", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** The port it listens on. */
  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] text = metrics.text().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
      exchange.sendResponseHeaders(200, text.length);
      exchange.getResponseBody().write(text);
    }
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    metrics.add(metric, name, group);
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    metrics.remove(metric, name, group);
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
    threads.shutdownNow();
  }
}
