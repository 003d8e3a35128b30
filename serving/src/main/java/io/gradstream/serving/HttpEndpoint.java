package io.gradstream.serving;

import java.io.IOException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** One listening port, with few threads: a query takes microseconds. */
final class HttpEndpoint implements AutoCloseable {

  private static final int THREADS = 16;
  private static final int IDLE_MILLIS = 30_000;

  private final String host;
  private final Server server;
  private final ServerConnector connector;

  /**
   * @param port 0 lets the system choose
   */
  HttpEndpoint(String host, int port, Handler handler) {
    this.host = host;
    server = new Server(new QueuedThreadPool(THREADS, 2, IDLE_MILLIS));
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    server.setHandler(handler);
    server.setErrorHandler(new JsonErrors());
  }

  /**
   * @throws IOException when the port is taken or the host is none of this machine's
   */
  void start() throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server did not start", e);
    }
  }

  /** For instance {@code http://127.0.0.1:8080}. */
  String url() {
    return "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port());
  }

  int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server did not stop", e);
    }
  }
}
