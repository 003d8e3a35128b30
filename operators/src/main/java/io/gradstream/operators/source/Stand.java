package io.gradstream.operators.source;

/**
 * How far a partition has come.
 *
 * @param reached its effective time, or {@link PartitionTimes#NEVER}
 * @param occupied the last time at which a record stands, or {@link PartitionTimes#NEVER}
 * @param isRead whether a subtask reads it: a record of it has come since the start
 * @param isSilent whether it is read to its end and has brought nothing for a while
 */
record Stand(long reached, long occupied, boolean isRead, boolean isSilent) {}
