package io.gradstream.faults.poison;

import io.gradstream.schemas.DeadLetter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.kafka.common.TopicPartition;

/**
 * The dead letters that are due, by where their records stand, and those that came. May be shared
 * by the threads that send and that read.
 */
final class DueLetters {

  private static final int MOST_TOLD = 10;

  private final Map<TopicPartition, Records> records = new HashMap<>();
  private final Map<Damage, Long> sent = new EnumMap<>(Damage.class);
  private final Map<Damage, Long> dead = new EnumMap<>(Damage.class);
  private final List<String> wrong = new ArrayList<>();
  private long wrongCount;

  /** What is due at each offset of a partition: a damage's ordinal plus one, or 0 for none. */
  private static final class Records {
    private byte[] damage = new byte[1024];
    private int[] checksum = new int[1024];

    void set(int offset, Damage kind, int sum) {
      if (offset >= damage.length) {
        int length = Math.max(offset + 1, 2 * damage.length);
        damage = Arrays.copyOf(damage, length);
        checksum = Arrays.copyOf(checksum, length);
      }
      damage[offset] = (byte) (kind.ordinal() + 1);
      checksum[offset] = sum;
    }

    /** The letter that is due there, and no more from now on. */
    Optional<Damage> take(long offset) {
      if (offset >= damage.length || damage[(int) offset] == 0) {
        return Optional.empty();
      }
      Damage due = Damage.values()[damage[(int) offset] - 1];
      damage[(int) offset] = 0;
      return Optional.of(due);
    }
  }

  /** A damaged record stands there. */
  synchronized void due(Damage damage, TopicPartition at, long offset, byte[] value) {
    records
        .computeIfAbsent(at, partition -> new Records())
        .set(Math.toIntExact(offset), damage, checksum(value == null ? new byte[0] : value));
    sent.merge(damage, 1L, Long::sum);
  }

  /** A dead letter has come. */
  synchronized void came(DeadLetter letter) {
    Records partition = records.get(new TopicPartition(letter.topic(), letter.partition()));
    Optional<Damage> due = partition == null ? Optional.empty() : partition.take(letter.offset());
    if (due.isEmpty()) {
      wrong("none is due", letter);
      return;
    }
    Damage damage = due.get();
    dead.merge(damage, 1L, Long::sum);
    if (letter.reason() != damage.reason() || !letter.field().equals(damage.field())) {
      wrong("due is %s(%s) for %s".formatted(damage.reason(), damage.field(), damage), letter);
    } else if (checksum(letter.original()) != partition.checksum[(int) letter.offset()]) {
      wrong("its original has other bytes than what was sent", letter);
    }
  }

  private void wrong(String what, DeadLetter letter) {
    wrongCount++;
    if (wrong.size() < MOST_TOLD) {
      wrong.add(
          "%s-%d:%d came as %s(%s) '%s': %s"
              .formatted(
                  letter.topic(),
                  letter.partition(),
                  letter.offset(),
                  letter.reason(),
                  letter.field(),
                  letter.message(),
                  what));
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return (int) sum.getValue();
  }

  synchronized long sent() {
    return sent.values().stream().mapToLong(Long::longValue).sum();
  }

  synchronized long sent(Damage damage) {
    return sent.getOrDefault(damage, 0L);
  }

  synchronized long dead() {
    return dead.values().stream().mapToLong(Long::longValue).sum();
  }

  synchronized long dead(Damage damage) {
    return dead.getOrDefault(damage, 0L);
  }

  /** Letters that are not as they must be: how many, and the first of them in words. */
  synchronized long wrongCount() {
    return wrongCount;
  }

  synchronized List<String> wrong() {
    return List.copyOf(wrong);
  }
}
