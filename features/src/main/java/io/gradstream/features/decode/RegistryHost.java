package io.gradstream.features.decode;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where a registry is asked from: what is known there already, and how one waits there. */
public interface RegistryHost {

  /** What this registry has told so far. */
  KnownSchemas known();

  /**
   * Waits for something to be done, well or badly, but not longer than said.
   *
   * @return whether it is done
   */
  boolean await(CompletableFuture<?> done, Duration most) throws InterruptedException;

  /** Hears that a question got no answer and will be asked again. */
  void unanswered(Unanswered question);

  /** Hears that a registry that was waited for has answered. */
  void answered();

  /**
   * A question that waits.
   *
   * @param registry its URL
   * @param reason why there is no answer, in words
   * @param since when it was asked first
   */
  record Unanswered(String registry, int id, String reason, Instant since) {}

  /** A thread that may stand still, with nobody to tell. */
  static RegistryHost ofThread() {
    KnownSchemas known = new KnownSchemas();
    return new RegistryHost() {
      @Override
      public KnownSchemas known() {
        return known;
      }

      @Override
      public boolean await(CompletableFuture<?> done, Duration most) throws InterruptedException {
        return isDoneWithin(done, most);
      }

      @Override
      public void unanswered(Unanswered question) {}

      @Override
      public void answered() {}
    };
  }

  /** Lets the thread stand still until something is done, but not longer than said. */
  static boolean isDoneWithin(CompletableFuture<?> done, Duration most)
      throws InterruptedException {
    try {
      done.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true; // badly, which whoever asks the future will see
    }
    return true;
  }
}
