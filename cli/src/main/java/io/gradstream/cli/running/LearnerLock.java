package io.gradstream.cli.running;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A learner's lock in a state folder, held by the process that runs it for as long as that lives: a
 * dead one holds nobody up. Beside it stands who that is, or was last.
 */
public final class LearnerLock implements AutoCloseable {

  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final FileChannel channel;
  private final Path record;

  private LearnerLock(FileChannel channel, Path record) {
    this.channel = channel;
    this.record = record;
  }

  /**
   * Takes it, when it is free or comes free in time.
   *
   * @return empty when another process holds it
   */
  static Optional<LearnerLock> take(StateFolder state, String learner, Duration patience)
      throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    Optional<LearnerLock> taken = take(state, learner);
    while (taken.isEmpty() && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      taken = take(state, learner);
    }
    return taken;
  }

  private static Optional<LearnerLock> take(StateFolder state, String learner) throws IOException {
    FileChannel channel =
        FileChannel.open(
            state.running().resolve(learner + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (isLocked(channel)) {
      return Optional.of(new LearnerLock(channel, record(state, learner)));
    }
    channel.close();
    return Optional.empty();
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // by this very process
    }
  }

  /** Whether a process runs the learner from this folder. */
  static boolean isHeld(StateFolder state, String learner) {
    try (FileChannel channel =
        FileChannel.open(state.running().resolve(learner + ".lock"), StandardOpenOption.WRITE)) {
      return !isLocked(channel);
    } catch (IOException e) {
      return false; // there is none
    }
  }

  /** Who runs the learner, or did last. */
  static Optional<RunRecord> read(StateFolder state, String learner) {
    return RunRecord.read(record(state, learner));
  }

  private static Path record(StateFolder state, String learner) {
    return state.running().resolve(learner + RunRecord.SUFFIX);
  }

  /** Fails when it was given back. */
  void requireHeld() {
    if (!channel.isOpen()) {
      throw new IllegalStateException("the lock was given back");
    }
  }

  /** Says who runs it. */
  public void write(RunRecord run) throws IOException {
    run.write(record);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
