package io.gradstream.serving.learn;

import java.util.Optional;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * One record on its way to the broker. The request's task gives it to a producer, whose thread says
 * what came of it.
 */
final class Sent implements Callback {

  private final RecordMaker.Made made;
  private Thread giving; // who hands it to a producer at this moment; else null
  private Exception notTaken; // why the producer did not take it
  private boolean taken;
  private volatile RecordMetadata place; // null: not acknowledged
  private volatile Exception failure; // null: none

  Sent(RecordMaker.Made made) {
    this.made = made;
  }

  RecordMaker.Made made() {
    return made;
  }

  ProducerRecord<byte[], byte[]> record() {
    return made.record();
  }

  /** Before a producer is given the record. */
  void give() {
    giving = Thread.currentThread();
    notTaken = null;
  }

  /**
   * After a producer was given the record.
   *
   * @return why it did not take it; nothing when it did
   */
  Optional<Exception> given() {
    giving = null;
    taken = notTaken == null;
    if (isRefusal(notTaken)) {
      failure = notTaken;
    }
    return Optional.ofNullable(notTaken);
  }

  @Override
  public void onCompletion(RecordMetadata metadata, Exception error) {
    if (error == null) {
      place = metadata;
    } else if (Thread.currentThread() == giving) { // it never left this process
      notTaken = error;
    } else {
      failure = error;
    }
  }

  /** Whether there is nothing left to give: a producer has it, or it will never be stored. */
  boolean isGiven() {
    return taken || isSettled();
  }

  /** Whether nothing more will be heard of it. */
  boolean isSettled() {
    return place != null || failure != null;
  }

  Fate fate() {
    if (place != null) {
      return Fate.STORED;
    }
    return !taken || isRefusal(failure) ? Fate.NOT_STORED : Fate.UNKNOWN;
  }

  /** Where it stands; only of one that is stored. */
  RecordMetadata place() {
    return place;
  }

  /** Why it is not stored, where that was said. */
  Optional<String> reason() {
    return Optional.ofNullable(failure).map(Outlet::message);
  }

  /** Errors by which a broker or a producer says that a record is not and will not be there. */
  private static boolean isRefusal(Exception error) {
    return error instanceof AuthorizationException
        || error instanceof InvalidRecordException
        || error instanceof InvalidTimestampException
        || error instanceof InvalidTopicException
        || error instanceof RecordTooLargeException;
  }
}
