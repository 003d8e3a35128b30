package io.gradstream.serving.http;

import io.gradstream.schemas.BoundedLog;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * A few threads on which answers are worked out in turns. Tasks of one lane never run at the same
 * time and take turns; lanes take turns too, so that who has much to do delays another by one turn
 * of each lane, not by all of it. Thread safe.
 */
public final class Turns implements AutoCloseable {

  private static final BoundedLog LOG = new BoundedLog(LoggerFactory.getLogger(Turns.class));

  private static final int MOST_THREADS = 8;
  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(5);

  /** Something to do. Used by one thread at a time. */
  public interface Task {

    /** Where it stands in line; asked for before the first turn and after each one. */
    Object lane();

    /** How long the next turn should wait; zero as a rule. */
    default Duration rest() {
      return Duration.ZERO;
    }

    /** Does a part. Who throws is abandoned. */
    boolean isDoneAfterTurn();

    /** Nobody will do the rest. */
    void abandon();
  }

  /** A task after a turn, and where and when the next one is. */
  private record Unfinished(Task task, Object lane, Duration rest) {}

  private final Map<Object, Deque<Task>> lanes = new HashMap<>(); // with tasks, or one at work
  private final Deque<Object> waiting = new ArrayDeque<>(); // lanes at which nobody works
  private final Set<Task> resting = new HashSet<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          body -> {
            Thread thread = new Thread(body, "answers-clock");
            thread.setDaemon(true);
            return thread;
          });
  private boolean closed;

  Turns() {
    for (int i = 0; i < threads(); i++) {
      Thread thread = new Thread(this::work, "answers-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Two at least: a turn may be a row of a large model, which takes long. */
  static int threads() {
    return Math.max(2, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
  }

  public void add(Task task) {
    synchronized (this) {
      if (!closed) {
        enter(task.lane(), task);
        notify();
        return;
      }
    }
    task.abandon();
  }

  private void enter(Object lane, Task task) {
    Deque<Task> tasks = lanes.get(lane);
    if (tasks == null) {
      tasks = new ArrayDeque<>();
      lanes.put(lane, tasks);
      waiting.add(lane);
    }
    tasks.add(task);
  }

  private void work() {
    boolean more = true;
    while (more) {
      try {
        more = takeTurn();
      } catch (InterruptedException e) {
        more = false;
      } catch (RuntimeException | Error e) {
        LOG.error("the end of a turn failed", e); // thrown on, it would end the thread
      }
    }
  }

  private boolean takeTurn() throws InterruptedException {
    Object lane;
    Task task;
    synchronized (this) {
      while (waiting.isEmpty() && !closed) {
        wait();
      }
      if (closed) {
        return false;
      }
      lane = waiting.poll();
      task = lanes.get(lane).poll();
    }
    Unfinished unfinished = null;
    try {
      unfinished = turn(task);
    } catch (RuntimeException | Error e) {
      LOG.error("a turn failed", e);
      task.abandon(); // else what it holds would be held for ever
    } finally {
      synchronized (this) {
        leave(lane, unfinished);
      }
    }
    return true;
  }

  /** Null when the task is done. All that it is asked is asked here, as it may throw. */
  private static Unfinished turn(Task task) {
    return task.isDoneAfterTurn() ? null : new Unfinished(task, task.lane(), task.rest());
  }

  private void leave(Object lane, Unfinished unfinished) {
    if (unfinished != null && !unfinished.rest().isZero()) {
      rest(unfinished);
      leave(lane, null);
      return;
    }
    boolean stays = unfinished != null && unfinished.lane().equals(lane);
    if (stays) {
      lanes.get(lane).add(unfinished.task());
    }
    if (lanes.get(lane).isEmpty()) {
      lanes.remove(lane);
    } else {
      waiting.add(lane);
    }
    if (unfinished != null && !stays) {
      enter(unfinished.lane(), unfinished.task());
    }
    if (waiting.size() > 1) { // one of them is taken by this thread
      notify();
    }
  }

  /** It stands in no line for a while. */
  private void rest(Unfinished tired) {
    resting.add(tired.task());
    if (!closed) {
      clock.schedule(() -> wake(tired), tired.rest().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void wake(Unfinished rested) {
    synchronized (this) {
      if (resting.remove(rested.task())) {
        enter(rested.lane(), rested.task());
        notify();
      }
    }
  }

  /** Ends the turns that are being done, and abandons all other tasks. */
  @Override
  public void close() {
    List<Task> left = new ArrayList<>();
    synchronized (this) {
      closed = true;
      clock.shutdownNow();
      notifyAll();
    }
    for (Thread thread : threads) {
      join(thread);
    }
    synchronized (this) {
      lanes.values().forEach(left::addAll);
      left.addAll(resting);
      resting.clear();
      lanes.clear();
      waiting.clear();
    }
    left.forEach(Task::abandon);
  }

  private static void join(Thread thread) {
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
