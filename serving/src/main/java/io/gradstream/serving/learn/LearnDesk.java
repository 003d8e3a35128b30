package io.gradstream.serving.learn;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.http.Posting;
import io.gradstream.serving.http.Reply;
import io.gradstream.serving.http.Work;
import io.gradstream.serving.report.Measures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;

/**
 * Takes events and labels in for the topics of learners, or nothing at all where it is off. Of the
 * requests in progress a quarter may wait for the broker, so that one that is slow leaves places
 * for queries. Thread safe.
 */
public final class LearnDesk implements AutoCloseable {

  /** What records are of, and what a body calls them. */
  public static final List<String> KINDS = List.of(LearnBody.EVENTS, LearnBody.LABELS);

  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(10);
  private static final int SHARE = 4; // one place in so many

  private final Map<String, LearnerTopics> learners = new TreeMap<>();
  private final Outlet outlet;
  private final Duration patience;
  private final int mostPlaces;
  private final Semaphore places;
  private final LearnMeasures measures;
  private volatile boolean isStopping;

  /**
   * @param specs whose topics records may be put on
   * @param producers makes an idempotent producer that waits for all replicas, and that never waits
   *     in {@code send}
   * @throws IllegalArgumentException when a learner is there twice, or its topics are not in a form
   *     that can be written
   */
  public LearnDesk(
      List<LearnerSpec> specs, Supplier<Producer<byte[], byte[]>> producers, Limits limits) {
    for (LearnerSpec spec : specs) {
      if (learners.put(spec.name(), LearnerTopics.of(spec)) != null) {
        throw new IllegalArgumentException("--learn must name a learner once: " + spec.name());
      }
    }
    outlet = new Outlet(producers);
    patience = patience(limits);
    mostPlaces = Math.max(1, limits.requests() / SHARE);
    places = new Semaphore(mostPlaces);
    measures = new LearnMeasures(learners.keySet());
  }

  /** One that takes nothing in. */
  public static LearnDesk off() {
    return new LearnDesk(
        List.of(),
        () -> {
          throw new IllegalStateException("nothing is sent");
        },
        Limits.DEFAULT);
  }

  /** How long the broker is waited for: what is left of a request's time is for its body. */
  public static Duration patience(Limits limits) {
    Duration half = limits.time().dividedBy(2);
    return half.compareTo(LONGEST_PATIENCE) < 0 ? half : LONGEST_PATIENCE;
  }

  public boolean isOn() {
    return !learners.isEmpty();
  }

  /** Makes a producer ready, if there is something to produce. */
  public void start() {
    if (isOn()) {
      outlet.prepare();
    }
  }

  /**
   * The work of putting what a caller gives on the topics of a learner; nothing is done yet.
   *
   * @throws HttpProblem when nothing may be given to the learner, or too many do at this moment
   */
  public Work<Reply> work(String learner, Posting posting) {
    LearnerTopics topics = topics(learner);
    if (isStopping) {
      throw HttpProblem.requestsBusy("busy: the service stops; nothing was sent, try again");
    }
    if (!places.tryAcquire()) {
      throw HttpProblem.requestsBusy("busy: as many requests as may wait for Kafka do; try again");
    }
    return new Learning(topics, posting, outlet, patience, measures, places::release);
  }

  private LearnerTopics topics(String learner) {
    if (!isOn()) {
      throw HttpProblem.forbidden(
          "nothing may be given to learn from: the service was started without --learn");
    }
    LearnerTopics topics = learners.get(learner);
    if (topics == null) {
      throw HttpProblem.notFound(
          "there is no learner '%s' that records may be given to; there are %s"
              .formatted(learner, learners.keySet()));
    }
    return topics;
  }

  /** Writes what became of the records. */
  public void measure(Measures into) {
    measures.write(into);
  }

  /**
   * Takes nothing more in, and waits for what is under way, which is answered while the broker is
   * waited for at the longest: its records may be stored, and whoever gave them should know.
   */
  public void drain() {
    isStopping = true;
    try {
      if (places.tryAcquire(mostPlaces, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        places.release(mostPlaces); // whoever drains it again need not wait
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives what is under way a moment to arrive. */
  @Override
  public void close() {
    outlet.close();
  }
}
