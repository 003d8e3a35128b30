package io.gradstream.serving.page;

import io.gradstream.serving.http.Responder;
import io.gradstream.serving.models.ModelStore;
import java.time.Clock;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * The page of a service: what is followed for it, from {@link #start()} to {@link #close()}, and
 * who answers its paths.
 */
public final class Watch implements AutoCloseable {

  private static final long STOP_MILLIS = 5_000;

  private final ModelStore store;
  private final Clock clock;
  private final Boards boards = new Boards();
  private final ReportsFollower follower;
  private final Thread following;

  /**
   * @param consumers makes a consumer without a group
   * @param store whose learners are watched
   * @param clock what ages are measured by
   */
  public Watch(Supplier<Consumer<byte[], byte[]>> consumers, ModelStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    follower = new ReportsFollower(consumers, store, boards);
    following = new Thread(follower, "reports-follower");
    following.setDaemon(true);
  }

  /**
   * Who answers the paths of the page.
   *
   * @param behind answers all others
   */
  public Responder before(Responder behind) {
    return new Watching(behind, store, boards, clock);
  }

  public void start() {
    following.start();
  }

  @Override
  public void close() {
    follower.close();
    try {
      following.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
