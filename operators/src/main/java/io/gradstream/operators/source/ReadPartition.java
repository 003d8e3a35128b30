package io.gradstream.operators.source;

import io.gradstream.operators.record.PartitionRead;
import io.gradstream.operators.source.Gap.Kind;
import io.gradstream.operators.source.TopicLogs.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far one partition has been read. Offsets that are jumped are a <em>hole</em>, which by itself
 * says nothing: compaction leaves holes, and so do the marks of transactions and what was aborted.
 * Kafka deletes only from the beginning of a log; so records are gone exactly where the log now
 * begins behind the offset that was due. State of one owner; not thread safe.
 */
final class ReadPartition {

  private static final long UNKNOWN = -1;

  /** Offsets that were jumped; the last one not included. */
  private record Hole(long from, long to) {}

  private final Partition partition;
  private String topicId = "";
  private int life;
  private boolean isRead;
  private boolean isOurs; // a record was read since the start
  private long next = UNKNOWN;
  private long firstDue = UNKNOWN; // after a restart, until the log is looked at
  private long end; // of the log when it was looked at last
  private long gaps;
  private long lost;
  private boolean toldAnew; // by the topic's id, before its offsets went back
  private int looksUntilIdIsNew;
  private List<Hole> holes = new ArrayList<>();
  private List<Hole> asked = List.of(); // about these the broker is being asked

  ReadPartition(Partition partition) {
    this.partition = partition;
  }

  static ReadPartition of(PartitionRead stored) {
    ReadPartition read = new ReadPartition(new Partition(stored.topic(), stored.partition()));
    read.topicId = stored.topicId();
    read.life = stored.life();
    read.isRead = stored.isRead();
    read.next = stored.next();
    read.gaps = stored.gaps();
    read.lost = stored.lost();
    return read;
  }

  /**
   * Begins where the log does, or where the learner does behind it, before any record was read:
   * what is deleted then is missed.
   */
  static ReadPartition unread(Partition partition, TopicLogs.TopicLog log, long first) {
    ReadPartition read = new ReadPartition(partition);
    read.topicId = log.id();
    read.next = Math.max(first, log.partitions().get(partition.number()).start());
    return read;
  }

  /** Whether the record at the offset is the one that was due; by far the most are. */
  boolean isNext(long offset) {
    if (offset != next || !isOurs) {
      return false;
    }
    next++;
    return true;
  }

  /** Takes in a record that is perhaps not the one that was due. */
  Optional<Gap> read(long offset) {
    long due = next;
    boolean hasBegun = isRead;
    if (!isOurs && hasBegun) {
      firstDue = due;
    }
    isRead = true;
    isOurs = true;
    next = offset + 1;
    if (due != UNKNOWN && offset > due) {
      holes.add(new Hole(due, offset));
    }
    return hasBegun && offset < due ? wentBack(due, offset) : Optional.empty();
  }

  private Optional<Gap> wentBack(long due, long offset) {
    holes = new ArrayList<>();
    asked = List.of();
    firstDue = UNKNOWN;
    if (toldAnew) {
      toldAnew = false;
      return Optional.empty();
    }
    life++;
    topicId = "";
    looksUntilIdIsNew = 1; // one that is under way may still tell the old id
    return Optional.of(gap(Kind.MADE_ANEW, due, offset, Math.max(0, end - due)));
  }

  private Gap gap(Kind kind, long from, long to, long records) {
    gaps++;
    lost += records;
    return new Gap(kind, partition, from, to, records);
  }

  boolean hasHoles() {
    return !holes.isEmpty() || !asked.isEmpty();
  }

  /** The broker is asked now: it tells of everything read so far. */
  void asking() {
    List<Hole> all = new ArrayList<>(asked);
    all.addAll(holes);
    asked = all;
    holes = new ArrayList<>();
  }

  /** What the log, as it was after the holes, says of them. */
  List<Gap> seen(TopicLogs.TopicLog log) {
    List<Gap> found = new ArrayList<>();
    if (log.partitions().size() > partition.number()) {
      Extent extent = log.partitions().get(partition.number());
      deleted(extent).ifPresent(found::add);
      if (isOurs) {
        madeAnew(log.id(), extent).ifPresent(found::add);
        end = extent.end();
        firstDue = UNKNOWN;
      }
    }
    asked = List.of();
    return found;
  }

  private Optional<Gap> deleted(Extent extent) {
    long records = 0;
    long to = 0;
    for (Hole hole : asked) {
      long behind = Math.min(extent.start(), hole.to());
      if (behind > hole.from()) {
        records += behind - hole.from();
        to = behind;
      }
    }
    return records == 0
        ? Optional.empty()
        : Optional.of(gap(Kind.DELETED, asked.get(0).from(), to, records));
  }

  private Optional<Gap> madeAnew(String id, Extent extent) {
    if (looksUntilIdIsNew > 0) {
      looksUntilIdIsNew--;
      return Optional.empty();
    }
    if (id.isEmpty() || id.equals(topicId)) {
      return Optional.empty();
    }
    boolean isAnother = !topicId.isEmpty();
    topicId = id;
    if (!isAnother) {
      return Optional.empty();
    }
    life++;
    toldAnew = true;
    long skipped = firstDue == UNKNOWN ? end - next : firstDue - extent.start();
    return Optional.of(gap(Kind.MADE_ANEW, next, extent.start(), Math.max(0, skipped)));
  }

  Partition partition() {
    return partition;
  }

  /** The offset that is due; negative when nobody knows. */
  long next() {
    return next;
  }

  boolean isOurs() {
    return isOurs;
  }

  long gaps() {
    return gaps;
  }

  long lost() {
    return lost;
  }

  /** What a checkpoint keeps. A hole that nobody could look into is one again after a restart. */
  PartitionRead stored(long claimed) {
    return new PartitionRead(
        partition.topic(), partition.number(), topicId, life, isRead, due(), claimed, gaps, lost);
  }

  private long due() {
    if (toldAnew) {
      return UNKNOWN; // where it goes on is of the new log
    }
    return Stream.concat(asked.stream(), holes.stream()).findFirst().map(Hole::from).orElse(next);
  }
}
