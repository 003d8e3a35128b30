package io.gradstream.cli.topics;

import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.DeadLetterCodec;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Sends dead letters' records again, to the partitions they came from. As long as a record still
 * stands there, it is sent with its key and headers. A record that was sent by a replay before and
 * failed again is left out: the first one stands for it, however often it is replayed. Used by one
 * thread.
 */
public final class Replay {

  /** Says of a record that a replay has sent it, and where the first one stood. */
  public static final String HEADER = "gradstream-replay-of";

  private static final int CHUNK = 500; // letters
  private static final long CHUNK_BYTES = 16 << 20;

  /**
   * Which letters.
   *
   * @param reasons of theirs
   * @param since when they were written at the earliest, epoch milliseconds
   */
  public record Wanted(Set<Reason> reasons, long since) {}

  /** Takes what is to be sent. */
  @FunctionalInterface
  public interface Sending {
    void send(ProducerRecord<byte[], byte[]> record);
  }

  private final Wanted wanted;
  private final Set<String> topics; // that records may be sent to
  private final Consumer<byte[], byte[]> originals;
  private final Sending sending;
  private final DeadLetterCodec codec = new DeadLetterCodec();
  private final Set<Position> seen = new HashSet<>();
  private final List<DeadLetter> chunk = new ArrayList<>();
  private final ReplayCounts counts = new ReplayCounts();
  private long chunkBytes;

  /**
   * @param present topics there are
   * @param originals reads them; not closed here
   */
  public Replay(
      String learner,
      Wanted wanted,
      Set<String> present,
      Consumer<byte[], byte[]> originals,
      Sending sending) {
    this.wanted = wanted;
    this.originals = originals;
    this.sending = sending;
    topics = new HashSet<>(present);
    topics.removeAll(Topics.of(learner).all());
  }

  /** Takes a record of the dead-letters topic. */
  public void take(ConsumerRecord<byte[], byte[]> record) {
    DeadLetter letter;
    try {
      letter = codec.decode(record.value());
    } catch (MalformedRecordException e) {
      counts.unreadable();
      return;
    }
    boolean isWanted =
        wanted.reasons().contains(letter.reason()) && record.timestamp() >= wanted.since();
    if (!isWanted || !seen.add(place(letter))) { // a job that restarts may write one twice
      return;
    }
    chunk.add(letter);
    chunkBytes += letter.original().length;
    if (chunk.size() == CHUNK || chunkBytes > CHUNK_BYTES) {
      sendChunk();
    }
  }

  /** Sends what is left; says what became of all. */
  public ReplayCounts end() {
    sendChunk();
    return counts;
  }

  private static Position place(DeadLetter letter) {
    return new Position(0, letter.topic(), letter.partition(), letter.offset());
  }

  private void sendChunk() {
    List<DeadLetter> usable = new ArrayList<>();
    for (DeadLetter letter : chunk) {
      if (topics.contains(letter.topic())) {
        usable.add(letter);
      } else {
        counts.left(letter.reason(), "no topic " + letter.topic());
      }
    }
    Map<Position, ConsumerRecord<byte[], byte[]>> found =
        new OriginalRecords(originals).find(usable.stream().map(Replay::place).toList());
    usable.forEach(letter -> send(letter, Optional.ofNullable(found.get(place(letter)))));
    chunk.clear();
    chunkBytes = 0;
  }

  private void send(DeadLetter letter, Optional<ConsumerRecord<byte[], byte[]>> there) {
    Optional<ConsumerRecord<byte[], byte[]>> original =
        there.filter(record -> isOf(letter, record.value()));
    if (original.map(record -> record.headers().lastHeader(HEADER)).isPresent()) {
      counts.left(letter.reason(), "sent by a replay before: the first one stands for it");
    } else if (original.isPresent()) {
      ConsumerRecord<byte[], byte[]> whole = original.get();
      send(letter, whole.key(), whole.value(), new RecordHeaders(whole.headers().toArray()));
      counts.sent(letter.reason(), letter.topic());
    } else if (letter.reason() == Reason.TOO_LARGE) {
      counts.left(letter.reason(), "gone from the topic, and the letter holds a part of it");
    } else {
      send(letter, null, letter.original(), new RecordHeaders());
      counts.sent(letter.reason(), letter.topic());
      counts.bare();
    }
  }

  /** A topic that was made anew has other records at the same places. */
  private static boolean isOf(DeadLetter letter, byte[] value) {
    byte[] original = letter.original();
    return value == null
        ? original.length == 0
        : value.length >= original.length
            && Arrays.equals(value, 0, original.length, original, 0, original.length)
            && (value.length == original.length || letter.reason() == Reason.TOO_LARGE);
  }

  /** Kafka stamps it when it is sent: it comes now. */
  private void send(DeadLetter letter, byte[] key, byte[] value, Headers headers) {
    headers.add(
        HEADER,
        "%s-%d-%d"
            .formatted(letter.topic(), letter.partition(), letter.offset())
            .getBytes(StandardCharsets.UTF_8));
    sending.send(
        new ProducerRecord<>(letter.topic(), letter.partition(), null, key, value, headers));
  }
}
