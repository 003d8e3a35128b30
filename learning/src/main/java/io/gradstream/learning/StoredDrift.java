package io.gradstream.learning;

import io.gradstream.learning.drift.ladder.Drift;
import java.io.DataInput;
import java.io.IOException;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * Restores what finds drift, and says to the log where it cannot go on because its settings have
 * changed since. Once: one learner becomes the model of many keys, and all of them were written
 * under the same settings. Not thread safe.
 */
final class StoredDrift {

  private final Consumer<String> log;
  private boolean isTold;

  StoredDrift() {
    this(LoggerFactory.getLogger(StoredDrift.class)::warn);
  }

  /**
   * @param log is told a sentence
   */
  StoredDrift(Consumer<String> log) {
    this.log = log;
  }

  /**
   * Reads the state of a model's drift into what it is the state of, or begins anew.
   *
   * @param key of the model
   * @throws IOException if these are not such bytes
   */
  void read(DataInput in, String key, Drift drift) throws IOException {
    if (!drift.read(in) && !isTold) {
      isTold = true;
      log.accept(
          "The drift state of model '%s' is of other settings: its detectors and reactions begin anew"
                  .formatted(key)
              + ". The same of further models is not said again");
    }
  }
}
