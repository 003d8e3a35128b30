package io.gradstream.features.encode;

import io.gradstream.features.event.Event;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/** The declared parts of a time, one after another; all 0 when the time is missing. */
final class TimeFeature implements DenseFeature {

  private final String name;
  private final int field;
  private final TimePartEncoding[] parts;
  private final List<String> columns;
  private final LocalCalendar calendar;

  TimeFeature(String name, int field, List<FeatureSpec.TimePart> parts, ZoneId zone) {
    this.name = name;
    this.field = field;
    this.parts = parts.stream().map(TimePartEncoding::of).toArray(TimePartEncoding[]::new);
    this.columns =
        Arrays.stream(this.parts)
            .flatMap(part -> part.columns().stream())
            .map(column -> name + "." + column)
            .toList();
    this.calendar = new LocalCalendar(zone);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public void encode(Event event, float[] dense, int offset) {
    if (event.isMissing(field)) {
      Arrays.fill(dense, offset, offset + columns.size(), 0);
      return;
    }
    calendar.moveTo(event.time(field));
    int next = offset;
    for (TimePartEncoding part : parts) {
      part.encode(calendar, dense, next);
      next += part.width();
    }
  }
}
