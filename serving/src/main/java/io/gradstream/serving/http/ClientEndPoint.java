package io.gradstream.serving.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * The service's end of a connection, which can be asked whether the other end was closed while
 * nobody reads. Bytes of a next request that are found by this are kept for who reads next. Thread
 * safe.
 */
final class ClientEndPoint extends SocketChannelEndPoint {

  private static final int MOST_AHEAD = 64; // bytes; beyond, the client is taken to be there

  private final Executor executor;
  private final ByteBuffer ahead = BufferUtil.allocate(MOST_AHEAD); // ready to be read from

  ClientEndPoint(
      SocketChannel channel,
      ManagedSelector selector,
      SelectionKey key,
      Scheduler scheduler,
      Executor executor) {
    super(channel, selector, key, scheduler);
    this.executor = executor;
  }

  /** Whether the client at the other end of a connection, encrypted or not, has closed it. */
  static boolean isLeft(EndPoint connection) {
    EndPoint end = connection;
    while (end instanceof EndPoint.Wrapper wrapper) {
      end = wrapper.unwrap();
    }
    return !end.isOpen() || (end instanceof ClientEndPoint client && client.isLeft());
  }

  private synchronized boolean isLeft() {
    int position = BufferUtil.flipToFill(ahead);
    try {
      return ahead.hasRemaining() && getChannel().read(ahead) < 0;
    } catch (IOException e) {
      return true;
    } finally {
      BufferUtil.flipToFlush(ahead, position);
    }
  }

  @Override
  public synchronized int fill(ByteBuffer buffer) throws IOException {
    if (ahead.hasRemaining()) {
      notIdle();
      return BufferUtil.append(buffer, ahead);
    }
    return super.fill(buffer);
  }

  /** What was read ahead makes no noise at the socket any longer. */
  @Override
  protected void needsFillInterest() {
    boolean isThere;
    synchronized (this) {
      isThere = ahead.hasRemaining();
    }
    if (isThere) {
      executor.execute(() -> getFillInterest().fillable());
    } else {
      super.needsFillInterest();
    }
  }
}
