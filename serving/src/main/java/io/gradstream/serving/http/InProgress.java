package io.gradstream.serving.http;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the requests in progress and the bytes of their bodies. Thread safe. */
final class InProgress {

  private final int mostRequests;
  private final long mostBytes;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  /**
   * @param mostBytes of all bodies together; one body alone may always be read
   */
  InProgress(int mostRequests, long mostBytes) {
    this.mostRequests = mostRequests;
    this.mostBytes = mostBytes;
  }

  /** One request that came in, with what it holds. Used by one thread at a time. */
  final class Request {

    private long held;

    private Request() {}

    /** Whether there is room for so many more bytes of its body. */
    boolean take(int more) {
      long all = bytes.addAndGet(more);
      held += more;
      return all <= mostBytes || all == held;
    }

    /** What was read of its body is not kept. */
    void drop() {
      bytes.addAndGet(-held);
      held = 0;
    }

    /** It is over. */
    void leave() {
      drop();
      requests.decrementAndGet();
    }
  }

  /** A request comes in; nothing when there are too many. */
  Optional<Request> enter() {
    if (requests.incrementAndGet() > mostRequests) {
      requests.decrementAndGet();
      return Optional.empty();
    }
    return Optional.of(new Request());
  }

  int requests() {
    return requests.get();
  }

  long bytes() {
    return bytes.get();
  }
}
