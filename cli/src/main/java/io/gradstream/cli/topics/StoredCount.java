package io.gradstream.cli.topics;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What came of records that a producer was given, however many they are. Thread safe. */
public final class StoredCount implements Callback {

  private final AtomicLong stored = new AtomicLong();
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  @Override
  public void onCompletion(RecordMetadata place, Exception error) {
    if (error == null) {
      stored.incrementAndGet();
    } else {
      failure.compareAndSet(null, error);
    }
  }

  /** How many the broker has. */
  public long stored() {
    return stored.get();
  }

  /** Why the first one of the others is not there. */
  public Optional<Exception> failure() {
    return Optional.ofNullable(failure.get());
  }
}
