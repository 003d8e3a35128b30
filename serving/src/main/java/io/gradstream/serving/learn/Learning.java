package io.gradstream.serving.learn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.serving.http.Json;
import io.gradstream.serving.http.Posting;
import io.gradstream.serving.http.Refusal;
import io.gradstream.serving.http.Reply;
import io.gradstream.serving.http.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One request to learn: in the first turn all of it is read and checked, in the next ones it is
 * given to the producer, and then looked at now and again until the broker has all. No thread waits
 * meanwhile. Used by one thread at a time.
 */
final class Learning implements Work<Reply> {

  private static final long TURN = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long SHORTEST_REST = 2; // milliseconds
  private static final long LONGEST_REST = 20;

  private final LearnerTopics topics;
  private final Outlet outlet;
  private final Duration patience;
  private final LearnMeasures measures;
  private final Runnable leave;
  private final long since = System.nanoTime();
  private Posting unread; // null once it was read
  private List<Sent> events = List.of();
  private List<Sent> labels = List.of();
  private List<Sent> all = List.of();
  private List<String> doubtful = List.of();
  private int given; // records that a producer has, or will never have
  private boolean rests; // there is nothing to do but to wait

  /**
   * @param patience how long the broker is waited for
   * @param leave called once, when it is over
   */
  Learning(
      LearnerTopics topics,
      Posting posting,
      Outlet outlet,
      Duration patience,
      LearnMeasures measures,
      Runnable leave) {
    this.topics = topics;
    this.unread = posting;
    this.outlet = outlet;
    this.patience = patience;
    this.measures = measures;
    this.leave = leave;
  }

  @Override
  public boolean isReading() {
    return unread != null;
  }

  @Override
  public Object lane() {
    return this;
  }

  /** The longer it has waited, the less often it looks. */
  @Override
  public Duration rest() {
    if (!rests) {
      return Duration.ZERO;
    }
    long quarter = waited().toMillis() / 4;
    return Duration.ofMillis(Math.max(SHORTEST_REST, Math.min(LONGEST_REST, quarter)));
  }

  private Duration waited() {
    return Duration.ofNanos(System.nanoTime() - since);
  }

  @Override
  public Optional<Reply> turn() {
    if (unread != null) {
      return read();
    }
    give();
    if (all.stream().allMatch(Sent::isSettled)) {
      return Optional.of(answer());
    }
    return waited().compareTo(patience) < 0 ? Optional.empty() : Optional.of(answer());
  }

  /** Of records that went out is told what became of them, however late it is. */
  @Override
  public Optional<Reply> overdue() {
    return unread != null ? Optional.empty() : Optional.of(answer());
  }

  /** Nothing is sent before all of it was found to be good. */
  private Optional<Reply> read() {
    Checked checked = Checked.of(topics, LearnBody.read(unread), System.currentTimeMillis());
    if (!checked.faults().isEmpty()) {
      checked.faults().forEach(fault -> count(fault.kind(), Fate.REFUSED));
      return Optional.of(checked.refusal());
    }
    events = checked.events().stream().map(Sent::new).toList();
    labels = checked.labels().stream().map(Sent::new).toList();
    all = Stream.concat(events.stream(), labels.stream()).toList();
    doubtful = checked.doubtful();
    unread = null;
    return Optional.empty();
  }

  private void count(String kind, Fate fate) {
    measures.add(topics.learner(), kind, fate);
  }

  /** Begins only when all topics are known: what goes wrong before leaves nothing half done. */
  private void give() {
    long end = System.nanoTime() + TURN;
    rests = false;
    while (given < all.size() && System.nanoTime() - end < 0) {
      boolean mayBegin =
          given > 0
              || all.stream().map(one -> one.record().topic()).distinct().allMatch(outlet::knows);
      if (!mayBegin || !outlet.take(all.get(given))) {
        rests = true;
        return;
      }
      given++;
    }
    rests = given == all.size();
  }

  private Reply answer() {
    ObjectNode body = Json.object().put("model_name", topics.learner());
    Told told = new Told(body);
    int missing = told.records(LearnBody.EVENTS, events) + told.records(LearnBody.LABELS, labels);
    told.all("doubtful", doubtful);
    if (missing == 0) {
      if (topics.isOneModel()) {
        told.through(all);
      }
      return Reply.ok(body);
    }
    return Reply.refused(
            Refusal.NOT_STORED,
            "Kafka has not acknowledged %d of %d records%s; of each is told whether it is stored"
                .formatted(missing, all.size(), why()),
            body)
        .retryAfter(1);
  }

  private String why() {
    Optional<String> reason =
        all.stream().flatMap(one -> one.reason().stream()).map(Json::shortened).findFirst();
    if (reason.isPresent()) {
      return ": " + reason.get();
    }
    return " within %d ms%s"
        .formatted(
            patience.toMillis(),
            given < all.size() ? ": " + Json.shortened(outlet.obstacle()) : "");
  }

  /** What it has given is counted as it stands, also where its caller has left. */
  @Override
  public void close() {
    events.forEach(one -> count(LearnBody.EVENTS, one.fate()));
    labels.forEach(one -> count(LearnBody.LABELS, one.fate()));
    leave.run();
  }
}
