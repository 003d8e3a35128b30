package io.gradstream.serving.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Counts the requests in progress and the bytes of their bodies. Each may bring a small body,
 * whatever the others do; what is beyond that comes out of a room for all. When there is no room or
 * no place left, the body that comes most slowly gives way to one that comes faster. Thread safe.
 */
public final class InProgress {

  /** No body is called slow before. */
  static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

  private final int mostRequests;
  private final long mostShared; // bytes
  private final LongSupplier clock; // nanoseconds
  private final Set<Request> arriving = new HashSet<>();
  private int requests;
  private long shared; // bytes

  /**
   * @param mostShared bytes of all bodies together, beyond the small part of each
   */
  InProgress(int mostRequests, long mostShared) {
    this(mostRequests, mostShared, System::nanoTime);
  }

  InProgress(int mostRequests, long mostShared, LongSupplier clock) {
    this.mostRequests = mostRequests;
    this.mostShared = mostShared;
    this.clock = clock;
  }

  /** One request that came in, with what it holds. */
  public final class Request {

    private final long since = clock.getAsLong();
    private Runnable giveWay = () -> {};
    private long held; // bytes
    private boolean gone; // it has no place any longer

    private Request() {}

    /**
     * Its body is on the way, so that it may have to give way.
     *
     * @param end ends it; must not wait
     */
    public void arriving(Runnable end) {
      synchronized (InProgress.this) {
        giveWay = end;
        arriving.add(this);
      }
    }

    /** Whether there is room for so many more bytes of its body. */
    public boolean take(int more) {
      List<Request> slower = new ArrayList<>();
      boolean fits = makeRoom(more, slower);
      slower.forEach(request -> request.giveWay.run());
      return fits;
    }

    private boolean makeRoom(int more, List<Request> slower) {
      synchronized (InProgress.this) {
        if (gone) {
          return false;
        }
        hold(held + more);
        while (isLarge() && shared > mostShared) {
          Optional<Request> slowest = slowest(rate(clock.getAsLong()), Request::isLarge);
          if (slowest.isEmpty()) {
            hold(held - more);
            return false;
          }
          slower.add(slowest.get());
          slowest.get().leave();
        }
        return true;
      }
    }

    /** Its body is there as a whole: nobody waits for it any longer. */
    public void arrived() {
      synchronized (InProgress.this) {
        arriving.remove(this);
      }
    }

    /** What was read of its body is not kept. */
    void drop() {
      synchronized (InProgress.this) {
        hold(0);
        arriving.remove(this);
      }
    }

    /** It is over. */
    public void leave() {
      synchronized (InProgress.this) {
        if (!gone) {
          gone = true;
          drop();
          requests--;
        }
      }
    }

    /** Whether it has left, or had to give way. */
    boolean isGone() {
      synchronized (InProgress.this) {
        return gone;
      }
    }

    private void hold(long bytes) {
      shared += sharedOf(bytes) - sharedOf(held);
      held = bytes;
    }

    private boolean isLarge() {
      return sharedOf(held) > 0;
    }

    /** Bytes a nanosecond; without end for one that has only begun. */
    private double rate(long now) {
      long time = now - since;
      return time < PATIENCE ? Double.POSITIVE_INFINITY : held / (double) time;
    }
  }

  /** A request comes in; nothing when there are too many, none of them slow. */
  Optional<Request> enter() {
    Optional<Request> slowest = Optional.empty();
    Optional<Request> entered = Optional.empty();
    synchronized (this) {
      if (requests == mostRequests) {
        slowest = slowest(Double.POSITIVE_INFINITY, request -> true);
        slowest.ifPresent(Request::leave);
      }
      if (requests < mostRequests) {
        requests++;
        entered = Optional.of(new Request());
      }
    }
    slowest.ifPresent(request -> request.giveWay.run());
    return entered;
  }

  /** The slowest body below a rate. */
  private Optional<Request> slowest(double below, Predicate<Request> which) {
    long now = clock.getAsLong();
    double rate = below;
    Request slowest = null;
    for (Request request : arriving) {
      if (request.rate(now) < rate && which.test(request)) {
        slowest = request;
        rate = request.rate(now);
      }
    }
    return Optional.ofNullable(slowest);
  }

  private static long sharedOf(long held) {
    return Math.max(0, held - Heap.SMALL_BODY);
  }

  synchronized int requests() {
    return requests;
  }

  /** Bytes of the room that are taken. */
  synchronized long sharedBytes() {
    return shared;
  }
}
