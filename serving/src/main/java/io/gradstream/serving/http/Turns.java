package io.gradstream.serving.http;

import io.gradstream.schemas.BoundedLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * A few threads on which answers are worked out in turns. Tasks of one lane never run at the same
 * time and take turns; lanes take turns too, so that who has much to do delays another by one turn
 * of each lane, not by all of it. Thread safe.
 */
final class Turns implements AutoCloseable {

  private static final BoundedLog LOG = new BoundedLog(LoggerFactory.getLogger(Turns.class));

  private static final int MOST_THREADS = 8;
  private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(5);

  /** Something to do. Used by one thread at a time. */
  interface Task {

    /** Where it stands in line; asked for before the first turn and after each one. */
    Object lane();

    /** Does a part. Throws nothing. */
    boolean isDoneAfterTurn();

    /** Nobody will do the rest. */
    void abandon();
  }

  private final Map<Object, Deque<Task>> lanes = new HashMap<>(); // with tasks, or one at work
  private final Deque<Object> waiting = new ArrayDeque<>(); // lanes at which nobody works
  private final List<Thread> threads = new ArrayList<>();
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

  void add(Task task) {
    synchronized (this) {
      if (!closed) {
        enter(task);
        notify();
        return;
      }
    }
    task.abandon();
  }

  private void enter(Task task) {
    Object lane = task.lane();
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
        LOG.error("a turn failed", e); // thrown on, it would end the thread
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
    boolean done = true;
    try {
      done = task.isDoneAfterTurn();
    } finally {
      synchronized (this) {
        leave(lane, done ? null : task);
      }
    }
    return true;
  }

  private void leave(Object lane, Task unfinished) {
    boolean stays = unfinished != null && unfinished.lane().equals(lane);
    if (stays) {
      lanes.get(lane).add(unfinished);
    }
    if (lanes.get(lane).isEmpty()) {
      lanes.remove(lane);
    } else {
      waiting.add(lane);
    }
    if (unfinished != null && !stays) {
      enter(unfinished);
    }
    if (waiting.size() > 1) { // one of them is taken by this thread
      notify();
    }
  }

  /** Ends the turns that are being done, and abandons all other tasks. */
  @Override
  public void close() {
    List<Task> left = new ArrayList<>();
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    for (Thread thread : threads) {
      join(thread);
    }
    synchronized (this) {
      lanes.values().forEach(left::addAll);
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
