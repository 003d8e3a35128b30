package io.gradstream.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

  private static final Duration MOST = Duration.ofNanos(10);

  private final FakeConnection connection = new FakeConnection();
  private long now = 1000;
  private final Connections connections = new Connections(MOST, () -> now);

  /** So many bytes have come in so far. */
  private static final class FakeConnection extends AbstractConnection {

    private long bytesIn;

    FakeConnection() {
      super(new ByteArrayEndPoint(), Runnable::run);
    }

    @Override
    public long getBytesIn() {
      return bytesIn;
    }

    @Override
    public void onFillable() {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeEach
  void open() {
    connections.onOpened(connection);
  }

  @Test
  void aConnectionThatNeverAsksIsClosed() {
    assertOpenFor(10);

    assertClosedAfter(1);
  }

  @Test
  void headersAreLateHoweverManyBytesCome() {
    for (int i = 0; i < 10; i++) {
      connection.bytesIn++;
      assertOpenFor(1);
    }

    connection.bytesIn++;
    assertClosedAfter(1);
  }

  @Test
  void headersAndBodyTogetherHaveTheTimeOfOneRequest() {
    assertOpenFor(6);
    connections.begin(connection);
    assertOpenFor(4);

    assertClosedAfter(1);
  }

  @Test
  void aConnectionMayRestAsLongAsItLikes() {
    connection.bytesIn = 100;
    connections.begin(connection);
    connections.end(connection);

    assertOpenFor(1_000_000);
  }

  @Test
  void afterARestTheNextRequestHasItsOwnTime() {
    connections.begin(connection);
    connections.end(connection);
    assertOpenFor(1_000_000);

    connection.bytesIn += 5; // its first bytes
    assertOpenFor(1); // noticed
    assertOpenFor(10);

    assertClosedAfter(1);
  }

  @Test
  void aConnectionThatIsGoneIsForgotten() {
    connections.onClosed(connection);
    connections.begin(connection);
    connections.end(connection);

    assertOpenFor(1_000_000);
  }

  private void assertOpenFor(long nanos) {
    now += nanos;
    connections.closeLate();
    assertThat(connection.getEndPoint().isOpen()).isTrue();
  }

  private void assertClosedAfter(long nanos) {
    now += nanos;
    connections.closeLate();
    assertThat(connection.getEndPoint().isOpen()).isFalse();
  }
}
