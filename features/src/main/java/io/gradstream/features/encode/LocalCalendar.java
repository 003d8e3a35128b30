package io.gradstream.features.encode;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The local calendar at one moment after another. Remembers the zone's offset until the next
 * transition and the last day it looked up, since events come roughly in order of time. Not thread
 * safe.
 */
final class LocalCalendar {

  private static final long DAY = 86_400_000L;
  private static final int THURSDAY = 3; // 1970-01-01, counted from Monday

  private final ZoneRules rules;

  // The offset that holds from offsetFrom (inclusive) to offsetTo (exclusive), epoch milliseconds.
  private long offsetFrom;
  private long offsetTo;
  private long offset;

  private long day = Long.MIN_VALUE; // local, since 1970-01-01
  private LocalDate date;
  private long millisOfDay;

  LocalCalendar(ZoneId zone) {
    this.rules = zone.getRules();
  }

  /** Moves to a time, epoch milliseconds. */
  void moveTo(long time) {
    if (time < offsetFrom || time >= offsetTo) {
      lookUpOffset(time);
    }
    long local = time + offset;
    long localDay = Math.floorDiv(local, DAY);
    millisOfDay = local - localDay * DAY;
    if (localDay != day) {
      day = localDay;
      date = LocalDate.ofEpochDay(localDay);
    }
  }

  /** In [0, 1). */
  double fractionOfDay() {
    return (double) millisOfDay / DAY;
  }

  /** 0 is Monday. */
  int dayOfWeek() {
    return (int) Math.floorMod(day + THURSDAY, 7L);
  }

  /** In [0, 1): whole days. */
  double fractionOfYear() {
    return (double) (date.getDayOfYear() - 1) / date.lengthOfYear();
  }

  /** 0 is January. */
  int month() {
    return date.getMonthValue() - 1;
  }

  private void lookUpOffset(long time) {
    Instant instant = Instant.ofEpochMilli(time);
    offset = rules.getOffset(instant).getTotalSeconds() * 1000L;
    // The one before next milli's: a transition at this very moment already holds.
    ZoneOffsetTransition before = rules.previousTransition(instant.plusMillis(1));
    ZoneOffsetTransition after = rules.nextTransition(instant);
    offsetFrom = before == null ? Long.MIN_VALUE : before.getInstant().toEpochMilli();
    offsetTo = after == null ? Long.MAX_VALUE : after.getInstant().toEpochMilli();
  }
}
