package io.gradstream.features.history;

/**
 * Labels that tell of an event's: those of its series, where several lie interleaved, or all.
 *
 * @param labels so far
 * @param season how many of them are a season, or 0 while none was found
 */
public record Past(RecentLabels labels, int season) {}
