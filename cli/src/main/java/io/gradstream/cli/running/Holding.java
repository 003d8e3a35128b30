package io.gradstream.cli.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;

/** A learner that this process runs, or has sent to a cluster, and what it says of that. */
public final class Holding implements AutoCloseable {

  private final Optional<LearnerLock> lock;
  private final Optional<String> savepoint;
  private RunRecord record;

  /**
   * @param lock absent where another machine holds it, which is being shut out
   * @param savepoint that whoever ran it before has left
   */
  Holding(Optional<LearnerLock> lock, RunRecord record, Optional<String> savepoint) {
    this.lock = lock;
    this.savepoint = savepoint;
    this.record = savepoint.map(record::goingOnFrom).orElse(record);
    write();
  }

  /** What whoever ran it until now has left for this one. */
  Optional<String> savepoint() {
    return savepoint;
  }

  /** There is a job. */
  public void starts(URI flink, String job, boolean isSession) {
    record = record.with(flink, job, isSession);
    write();
  }

  /**
   * The job runs.
   *
   * @param run its number, where that could be read
   */
  public void runs(Optional<Long> run) {
    record = record.with(run.orElse(null));
    write();
  }

  private void write() {
    lock.ifPresent(
        held -> {
          try {
            held.write(record);
          } catch (IOException e) {
            throw new UncheckedIOException("cannot write into the state folder", e);
          }
        });
  }

  @Override
  public void close() throws IOException {
    if (lock.isPresent()) {
      lock.get().close();
    }
  }
}
