package io.gradstream.serving.http;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * One listening port, with few threads: none waits for a client, and answers that take long are
 * worked out on threads of their own.
 */
public final class HttpEndpoint implements AutoCloseable {

  private static final int THREADS = 16;
  private static final int IDLE_MILLIS = 30_000;

  /** Most connections; the next ones wait until another is closed. */
  private static final int CONNECTIONS = 1000;

  /** The most that the headers of a request may take together, in bytes. */
  private static final int HEADERS = 8 * 1024;

  private final String host;
  private final boolean encrypted;
  private final Duration watchEvery;
  private final List<Lasting> watched;
  private final Server server;
  private final ServerConnector connector;
  private final Turns turns;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(HttpEndpoint::watchThread);

  /**
   * @param tls key and certificate; without them the port speaks plain HTTP
   * @param connections told of every connection
   * @param turns where the handler's answers are worked out
   * @param watched run again and again, {@code watchEvery} apart
   */
  HttpEndpoint(
      Address address,
      Optional<SslContextFactory.Server> tls,
      Handler handler,
      Connections connections,
      Turns turns,
      Duration watchEvery,
      List<Runnable> watched) {
    this.host = address.host();
    this.encrypted = tls.isPresent();
    this.turns = turns;
    this.watchEvery = watchEvery;
    this.watched = watched.stream().map(Lasting::new).toList();
    server = new Server(new QueuedThreadPool(THREADS, 2, IDLE_MILLIS));
    HttpConnectionFactory http = new HttpConnectionFactory(configuration());
    connector =
        new Connector(server, AbstractConnectionFactory.getFactories(tls.orElse(null), http));
    connector.setHost(host);
    connector.setPort(address.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptQueueSize(
        CONNECTIONS); // whom the system turns away tries again a second later
    connector.setAcceptorPriorityDelta(0);
    connector.addBean(connections);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
    server.setHandler(handler);
    server.setErrorHandler(new JsonErrors());
  }

  /** Makes ends that know when their client has left. */
  private static final class Connector extends ServerConnector {

    private Connector(Server server, ConnectionFactory[] factories) {
      super(server, 1, 1, factories);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(
        SocketChannel channel, ManagedSelector selector, SelectionKey key) {
      ClientEndPoint end =
          new ClientEndPoint(channel, selector, key, getScheduler(), getExecutor());
      end.setIdleTimeout(getIdleTimeout());
      return end;
    }
  }

  /**
   * What to listen on.
   *
   * @param port 0 lets the system choose
   */
  public record Address(String host, int port) {}

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setRequestHeaderSize(HEADERS);
    return configuration;
  }

  /**
   * @throws IOException when the port is taken or the host is none of this machine's
   */
  public void start() throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server did not start", e);
    }
    watch.scheduleWithFixedDelay(
        () -> watched.forEach(Lasting::run),
        watchEvery.toMillis(),
        watchEvery.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private static Thread watchThread(Runnable body) {
    Thread thread = new Thread(body, "watch");
    thread.setDaemon(true);
    return thread;
  }

  /** For instance {@code http://127.0.0.1:8080}. */
  public String url() {
    return "%s://%s:%d".formatted(encrypted ? "https" : "http", inAddress(host), port());
  }

  /** A host as addresses have it, one of IPv6 in brackets. */
  public static String inAddress(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    watch.shutdownNow();
    turns.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server did not stop", e);
    }
  }
}
