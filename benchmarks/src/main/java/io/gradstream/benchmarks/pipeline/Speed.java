package io.gradstream.benchmarks.pipeline;

/**
 * How fast a job went between the two marks.
 *
 * @param perSecond events
 * @param cpuMicros cpu time of the TaskManager for an event, microseconds: other work on the
 *     machine moves it far less than events per second
 */
record Speed(double perSecond, double cpuMicros) {}
