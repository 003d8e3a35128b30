package io.gradstream.serving.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections whose request takes too long, from its first byte to the last of its answer,
 * however busy they look: the server's own time-out is for those where nothing moves at all. Thread
 * safe.
 */
final class Connections implements Connection.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private final long nanos;
  private final LongSupplier clock; // nanoseconds
  private final Map<Connection, Progress> open = new ConcurrentHashMap<>();

  /**
   * @param time most that a request may take
   */
  Connections(Duration time) {
    this(time, System::nanoTime);
  }

  Connections(Duration time, LongSupplier clock) {
    nanos = time.toNanos();
    this.clock = clock;
  }

  /** Between two requests a connection rests; the first is due as soon as it is open. */
  private static final class Progress {

    private long since;
    private boolean resting;
    private long bytesAtRest;

    private Progress(long opened) {
      since = opened;
    }

    synchronized void begin(long now) {
      if (resting) {
        resting = false;
        since = now;
      }
    }

    synchronized void rest(long bytesIn) {
      resting = true;
      bytesAtRest = bytesIn;
    }

    /** Whether the request that is under way began too long ago. */
    synchronized boolean isLate(long now, long bytesIn, long most) {
      if (resting && bytesIn != bytesAtRest) {
        begin(now); // its headers are on the way
      }
      return !resting && now - since > most;
    }
  }

  @Override
  public void onOpened(Connection connection) {
    if (!(connection instanceof SslConnection)) { // that is around the one that has the requests
      open.put(connection, new Progress(clock.getAsLong()));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  /** The headers of a request are there. */
  void begin(Connection connection) {
    Progress progress = open.get(connection);
    if (progress != null) {
      progress.begin(clock.getAsLong());
    }
  }

  /** Ends a request whose answer is on the way, or for which nobody waits any longer. */
  void end(Connection connection) {
    Progress progress = open.get(connection);
    if (progress != null) {
      progress.rest(connection.getBytesIn());
    }
  }

  /** Closes those that are late; to be called again and again. */
  void closeLate() {
    long now = clock.getAsLong();
    open.forEach(
        (connection, progress) -> {
          if (progress.isLate(now, connection.getBytesIn(), nanos)) {
            LOG.debug("closes {}: its request took too long", connection);
            connection.getEndPoint().close();
          }
        });
  }
}
