package io.gradstream.operators.record;

/**
 * How far a partition has been read, as it lies in a checkpoint.
 *
 * @param topicId Kafka's id of the topic, empty when it is not known
 * @param life how often the offsets have begun anew, as they do when a topic is made anew
 * @param isRead whether a record has been read; before, {@code next} is where the log began
 * @param next the offset that is due
 * @param claimed the time of its last record, if it waits to be confirmed
 * @param gaps how many there were
 * @param lost records that were gone unread, as far as offsets tell
 */
public record PartitionRead(
    String topic,
    int partition,
    String topicId,
    int life,
    boolean isRead,
    long next,
    long claimed,
    long gaps,
    long lost) {

  /** Whether this one knows of more than another of the same partition: subtasks keep old ones. */
  public boolean isNewerThan(PartitionRead other) {
    if (life != other.life) {
      return life > other.life;
    }
    return isRead != other.isRead ? isRead : next > other.next;
  }
}
