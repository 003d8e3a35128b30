package io.gradstream.operators.record;

/**
 * The effective time a partition has reached, as it lies in a checkpoint.
 *
 * @param time epoch milliseconds
 */
public record PartitionTime(String topic, int partition, long time) {

  /** The watermark a source subtask has sent: no partition of a topic's name is empty. */
  public static PartitionTime watermark(long time) {
    return new PartitionTime("", -1, time);
  }

  public boolean isWatermark() {
    return partition < 0;
  }
}
