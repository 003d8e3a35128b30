package io.gradstream.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class TurnsTest {

  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  /** So many turns in a lane; in the first one it waits to be let go. */
  private final class Counted implements Turns.Task {

    private final String name;
    private final String lane;
    private final CountDownLatch go;
    private final CountDownLatch end;
    private int left;

    private Counted(String name, String lane, int left, CountDownLatch go, CountDownLatch end) {
      this.name = name;
      this.lane = lane;
      this.left = left;
      this.go = go;
      this.end = end;
    }

    @Override
    public Object lane() {
      return lane;
    }

    @Override
    public boolean isDoneAfterTurn() {
      await(go);
      done.add(name);
      left--;
      if (left == 0) {
        end.countDown();
      }
      return left == 0;
    }

    @Override
    public void abandon() {
      done.add(name + " abandoned");
      end.countDown();
    }
  }

  @Test
  void tasksOfALaneTakeTurns() {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(2);
    try (Turns turns = new Turns()) {
      turns.add(new Counted("long", "lane", 4, go, end));
      turns.add(new Counted("short", "lane", 1, go, end));
      go.countDown();
      await(end);
    }

    assertThat(done).containsExactly("long", "short", "long", "long", "long");
  }

  @Test
  void tasksOfALaneNeverRunAtTheSameTime() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch end = new CountDownLatch(50);
    try (Turns turns = new Turns()) {
      for (int i = 0; i < 50; i++) {
        turns.add(
            new Turns.Task() {
              private int left = 20;

              @Override
              public Object lane() {
                return "lane";
              }

              @Override
              public boolean isDoneAfterTurn() {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                running.decrementAndGet();
                left--;
                if (left == 0) {
                  end.countDown();
                }
                return left == 0;
              }

              @Override
              public void abandon() {}
            });
      }
      await(end);
    }

    assertThat(most).hasValue(1);
  }

  @Test
  void lanesDoNotWaitForOneAnother() {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch stuck = new CountDownLatch(1);
    try (Turns turns = new Turns()) {
      turns.add(new Counted("stuck", "one", 1, never, stuck));
      turns.add(new Counted("other", "two", 3, new CountDownLatch(0), end));
      await(end);
      never.countDown();
      await(stuck);
    }

    assertThat(done).containsExactly("other", "other", "other", "stuck");
  }

  @Test
  void aTaskThatFailsAfterItsTurnIsAbandonedAndHoldsUpNoOther() {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch abandoned = new CountDownLatch(1);
    try (Turns turns = new Turns()) {
      turns.add(
          new Turns.Task() {
            @Override
            public Object lane() {
              return "lane";
            }

            @Override
            public Duration rest() {
              throw new IllegalStateException("on purpose");
            }

            @Override
            public boolean isDoneAfterTurn() {
              return false;
            }

            @Override
            public void abandon() {
              abandoned.countDown();
            }
          });
      await(abandoned);
      turns.add(new Counted("other", "lane", 1, new CountDownLatch(0), end));
      await(end);
    }

    assertThat(done).containsExactly("other");
  }

  @Test
  void aTaskThatFailsIsAbandonedAndHoldsUpNoOther() {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch abandoned = new CountDownLatch(2 * Turns.threads());
    try (Turns turns = new Turns()) {
      for (int i = 0; i < 2 * Turns.threads(); i++) {
        turns.add(
            new Turns.Task() {
              @Override
              public Object lane() {
                return "lane";
              }

              @Override
              public boolean isDoneAfterTurn() {
                throw new IllegalStateException("on purpose");
              }

              @Override
              public void abandon() {
                abandoned.countDown();
                throw new IllegalStateException("on purpose too");
              }
            });
      }
      turns.add(new Counted("other", "lane", 1, new CountDownLatch(0), end));
      await(end);
      await(abandoned);
    }

    assertThat(done).containsExactly("other");
  }

  /** It rests between its turns; so long that it never comes to a second one, if it is said. */
  private static final class Resting implements Turns.Task {

    private final Duration rest;
    private final CountDownLatch turns;
    private final CountDownLatch abandoned = new CountDownLatch(1);

    private Resting(Duration rest, int turns) {
      this.rest = rest;
      this.turns = new CountDownLatch(turns);
    }

    @Override
    public Object lane() {
      return "lane";
    }

    @Override
    public Duration rest() {
      return rest;
    }

    @Override
    public boolean isDoneAfterTurn() {
      turns.countDown();
      return turns.getCount() == 0;
    }

    @Override
    public void abandon() {
      abandoned.countDown();
    }
  }

  @Test
  void aTaskThatRestsGoesOnAndHoldsUpNobodyOfItsLane() {
    Resting forLong = new Resting(Duration.ofHours(1), 2);
    Resting briefly = new Resting(Duration.ofMillis(1), 5);
    CountDownLatch end = new CountDownLatch(1);
    try (Turns turns = new Turns()) {
      turns.add(forLong);
      turns.add(briefly);
      turns.add(new Counted("other", "lane", 3, new CountDownLatch(0), end));
      await(end);
      await(briefly.turns);
    }

    await(forLong.abandoned);
    assertThat(forLong.turns.getCount()).isEqualTo(1);
  }

  @Test
  void whatIsLeftAtTheEndIsAbandoned() {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(3);
    Turns turns = new Turns();
    turns.add(new Counted("running", "lane", 1, go, end));
    turns.add(new Counted("waiting", "lane", 1, go, end));
    Thread closing = new Thread(turns::close);
    closing.start();
    while (closing.getState() == Thread.State.NEW || closing.getState() == Thread.State.RUNNABLE) {
      Thread.onSpinWait();
    }
    go.countDown();
    join(closing);
    turns.add(new Counted("late", "lane", 1, go, end));
    await(end);

    assertThat(done).contains("waiting abandoned", "late abandoned").hasSize(3);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
