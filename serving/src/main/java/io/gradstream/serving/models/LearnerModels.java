package io.gradstream.serving.models;

import io.gradstream.model.ModelSpec;
import io.gradstream.schemas.BoundedLog;
import io.gradstream.schemas.Topics;
import io.gradstream.schemas.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;

/**
 * The models of one learner, one of each key, in bounded memory: when it is full, those least
 * recently queried or replaced are given up. A key's version only rises while it is held. Thread
 * safe; a model that leaves stays for the queries that have borrowed it.
 */
public final class LearnerModels {

  private final BoundedLog tooLarge = new BoundedLog(LoggerFactory.getLogger(LearnerModels.class));
  private final String learner;
  private final LongSupplier limit;
  private final Map<String, ServedModel> byKey = new LinkedHashMap<>(16, 0.75f, true);
  private final Load load = new Load();
  private final Load making = new Load();
  private final Tally tally = new Tally();
  private long bytes;
  private ModelSpec newestSpec;
  private Version newest = new Version(0, 0);
  private boolean found;
  private boolean caughtUp;
  private String refused = ""; // why the last model was not held that could not be
  private String sign = ""; // what its job says

  /**
   * @param limit most bytes of all models together, now
   */
  LearnerModels(String learner, LongSupplier limit) {
    this.learner = learner;
    this.limit = limit;
  }

  public String learner() {
    return learner;
  }

  /** Whether the version is newer than what is held of the key. */
  synchronized boolean wants(String key, Version version) {
    ServedModel held = byKey.get(key);
    return held == null || version.compareTo(held.version()) > 0;
  }

  /** Takes the model over: holds it, or closes it when it is not wanted or too large. */
  public void put(ServedModel model) {
    List<ServedModel> leaving = new ArrayList<>();
    swap(model, leaving);
    leaving.forEach(ServedModel::close);
  }

  private synchronized void swap(ServedModel model, List<ServedModel> leaving) {
    if (!wants(model.key(), model.version())) {
      leaving.add(model);
      return;
    }
    if (model.bytes() > limit.getAsLong()) {
      refused =
          ("version %s needs %d bytes, more than the %d that this learner's models have: raise"
                  + " --model-cache-bytes, and the Java heap, of which all models have a third at"
                  + " most")
              .formatted(model.version(), model.bytes(), limit.getAsLong());
      tooLarge.warn("{} key '{}' is not held: {}", learner, model.key(), refused);
      leaving.add(model);
      return;
    }
    ServedModel previous = byKey.put(model.key(), model);
    bytes += model.bytes();
    if (previous != null) {
      leaving.add(previous);
      bytes -= previous.bytes();
    }
    rememberSpec(model);
    evict(leaving);
  }

  private void rememberSpec(ServedModel model) {
    if (newestSpec == null || model.version().generation() >= newest.generation()) {
      newestSpec = model.spec();
      newest = model.version();
    }
  }

  private void evict(List<ServedModel> leaving) {
    Iterator<ServedModel> leastRecentFirst = byKey.values().iterator();
    while (bytes > limit.getAsLong()) {
      ServedModel evicted = leastRecentFirst.next();
      leastRecentFirst.remove();
      bytes -= evicted.bytes();
      leaving.add(evicted);
    }
  }

  /** The key's model is gone from the topic. */
  public void remove(String key) {
    ServedModel removed;
    synchronized (this) {
      removed = byKey.remove(key);
      bytes -= removed == null ? 0 : removed.bytes();
    }
    if (removed != null) {
      removed.close();
    }
  }

  /** The key's model, to be given back; this makes it the most recent. */
  public synchronized Optional<ServedModel> borrow(String key) {
    return Optional.ofNullable(byKey.get(key)).filter(ServedModel::borrow);
  }

  /** What rows of these models cost, and how many are waited for. */
  public Load load() {
    return load;
  }

  /** What tokens or samples cost that these models make, and how many are waited for. */
  public Load making() {
    return making;
  }

  /** What was asked of these models. */
  public Tally tally() {
    return tally;
  }

  /** When the newest model was published that is held; nothing without any. */
  public synchronized Optional<Instant> newestPublished() {
    return byKey.values().stream().map(ServedModel::published).max(Comparator.naturalOrder());
  }

  /** The newest model held, to be given back; nothing without any. It counts as no query. */
  public synchronized Optional<ServedModel> borrowNewest() {
    return byKey.values().stream()
        .max(Comparator.comparing(ServedModel::published))
        .filter(ServedModel::borrow);
  }

  public synchronized int size() {
    return byKey.size();
  }

  /** The spec of the newest generation seen; nothing before the first model. */
  public synchronized Optional<ModelSpec> spec() {
    return Optional.ofNullable(newestSpec);
  }

  /** The versions held, each once, highest first. */
  public synchronized List<Version> versions() {
    return byKey.values().stream()
        .map(ServedModel::version)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** Its models topic is there. */
  synchronized void found() {
    found = true;
  }

  /** A model that was published could not be held. */
  synchronized void refused(String why) {
    refused = why;
  }

  /** What its job says, in words. */
  synchronized void sign(String words) {
    sign = words;
  }

  /** Whether it is known to have published nothing that could be held. */
  synchronized boolean isWaiting() {
    return caughtUp && byKey.isEmpty();
  }

  /** What a model is waited for, where there is none. */
  public synchronized String obstacle() {
    String topic = Topics.of(learner).models();
    if (!found) {
      return "there is no topic %s, which its deploy makes: is the name right, and was it deployed?"
          .formatted(topic);
    } else if (!caughtUp) {
      return "the topic %s is being read".formatted(topic);
    } else if (!refused.isEmpty()) {
      return refused;
    }
    return "nothing is on the topic %s yet%s".formatted(topic, sign.isEmpty() ? "" : "; " + sign);
  }

  /** Everything that was on the topic when it was first seen has been read. */
  public synchronized void caughtUp() {
    caughtUp = true;
  }

  /** Caught up, and at least one model is there. */
  public synchronized boolean isReady() {
    return caughtUp && !byKey.isEmpty();
  }

  public synchronized long bytes() {
    return bytes;
  }

  void close() {
    List<ServedModel> leaving;
    synchronized (this) {
      leaving = List.copyOf(byKey.values());
      byKey.clear();
      bytes = 0;
    }
    leaving.forEach(ServedModel::close);
  }
}
