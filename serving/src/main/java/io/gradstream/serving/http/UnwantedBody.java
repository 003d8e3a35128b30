package io.gradstream.serving.http;

import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads what is left of a body that nobody wants, so that a client still sending hears the answer,
 * and can send its next request on the same connection. No more than a bound: beyond it the answer
 * is given at once, and the connection ends. Used by one thread at a time.
 */
final class UnwantedBody implements Runnable {

  /** How much of one is read, in bytes. */
  static final long MOST = 8 << 20;

  private final Request request;
  private final Runnable answer;
  private final Consumer<Throwable> failed;
  private long left; // bytes

  /**
   * @param left bytes that are read at most
   * @param answer is given once the body is over, or too long
   * @param failed hears that the client is gone, or broke the protocol
   */
  UnwantedBody(Request request, long left, Runnable answer, Consumer<Throwable> failed) {
    this.request = request;
    this.left = left;
    this.answer = answer;
    this.failed = failed;
  }

  /** Begins to read, unless the client waits for leave to send, or says that it is too long. */
  void start() {
    boolean asksFirst = request.getHeaders().contains(HttpHeader.EXPECT);
    if (asksFirst || request.getLength() > left) {
      answer.run();
    } else {
      run();
    }
  }

  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        failed.accept(chunk.getFailure());
        return;
      }
      left -= chunk.remaining();
      boolean last = chunk.isLast();
      chunk.release();
      if (last || left < 0) {
        answer.run();
        return;
      }
    }
  }
}
