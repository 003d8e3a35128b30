package io.gradstream.schemas;

/**
 * How far one partition has been learned.
 *
 * @param highestLearned highest offset that is part of the model
 * @param lowestWaiting lowest offset read but not yet learned (waiting in the mini-batch); -1 when
 *     none
 */
public record PartitionProgress(
    String topic, int partition, long highestLearned, long lowestWaiting) {}
