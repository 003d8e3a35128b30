package io.gradstream.features.encode;

import io.gradstream.features.event.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * An event behind those of its entity that came before it, as a sequence {@code [steps, 2 numbers +
 * 1]}: each number scaled online, and 1 where it is missing; then the step's age. The last step is
 * the event itself and nothing else of its place on the clock; the others are of earlier places, so
 * that nothing of a window is later than its event, whatever has entered meanwhile.
 *
 * <p>A step's age is how old its newest event was when the step ended, and of steps without a
 * stride when the next event came: 0 is none, 1 a year or more, or that there is no such event;
 * between them it grows with the logarithm of its seconds.
 */
final class WindowFeature implements ScaledFeature {

  private static final double YEAR = 365.0 * 24 * 60 * 60; // seconds

  private final FeatureSpec.Window spec;
  private final int[] fields; // [numbers]
  private final int time;
  private final int by; // -1: all events are of one entity
  private final int width; // of a step
  private final RunningScale[] scales; // [numbers]
  private WindowTable table;

  WindowFeature(FeatureSpec.Window spec, int[] fields, int time, int by) {
    this.spec = spec;
    this.fields = fields;
    this.time = time;
    this.by = by;
    width = WindowRules.width(fields.length);
    scales = Stream.generate(RunningScale::new).limit(fields.length).toArray(RunningScale[]::new);
    table = new WindowTable(spec);
  }

  @Override
  public String name() {
    return spec.field();
  }

  @Override
  public List<Integer> shape() {
    return spec.shape();
  }

  @Override
  public List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (int step = 1 - spec.steps(); step <= 0; step++) {
      for (String field : spec.fields()) {
        columns.add("%s[%d]".formatted(field, step));
        columns.add("%s[%d].missing".formatted(field, step));
      }
      columns.add("%s[%d].age".formatted(name(), step));
    }
    return columns;
  }

  @Override
  public RunningScale[] scales() {
    return scales;
  }

  @Override
  public void restore(RunningScale[] restored) {
    System.arraycopy(restored, 0, scales, 0, scales.length);
  }

  FeatureSpec.Window spec() {
    return spec;
  }

  /** What has entered. */
  WindowTable table() {
    return table;
  }

  /** Takes over what has entered another of the same spec, which is of no further use. */
  void restore(WindowTable restored) {
    table = restored;
  }

  @Override
  public boolean isLike(ScaledFeature other) {
    return other instanceof WindowFeature window && window.spec.equals(spec);
  }

  @Override
  public void takeOver(ScaledFeature other) {
    restore(other.scales());
    restore(((WindowFeature) other).table);
  }

  @Override
  public void learn(Event event) {
    for (int number = 0; number < fields.length; number++) {
      if (!event.isMissing(fields[number])) {
        scales[number].learn(event.number(fields[number]));
      }
    }
  }

  /** An event enters the window of those that come after it. One that names no entity does not. */
  void enter(Event event) {
    String entity = entity(event);
    if (entity != null && !event.isMissing(time)) {
      table.enter(entity, event.time(time), values(event));
    }
  }

  /** Null where it is missing. */
  private String entity(Event event) {
    return by < 0 ? "" : event.text(by);
  }

  private double[] values(Event event) {
    double[] values = new double[fields.length];
    for (int number = 0; number < fields.length; number++) {
      values[number] = event.isMissing(fields[number]) ? Double.NaN : event.number(fields[number]);
    }
    return values;
  }

  @Override
  public void encode(Event event, float[] dense, int offset) {
    WindowSteps steps = table.of(entity(event));
    long now = event.isMissing(time) ? afterAll(steps) : event.time(time);
    int last = spec.steps() - 1;
    if (spec.stride() == 0) {
      eachEvent(steps, now, dense, offset);
    } else {
      eachStride(steps, now, dense, offset);
    }
    write(values(event), dense, offset + last * width);
    dense[offset + last * width + width - 1] = 0;
  }

  /** An event without a time comes after all there are. */
  private long afterAll(WindowSteps steps) {
    return steps.size() == 0 ? 0 : steps.get(steps.size() - 1).time() + spec.place();
  }

  /** The events before the event, as many as there are steps. */
  private void eachEvent(WindowSteps steps, long now, float[] dense, int offset) {
    int last = spec.steps() - 1;
    int before = steps.before(now);
    for (int step = 0; step < last; step++) {
      int index = before - last + step;
      int at = offset + step * width;
      if (index < 0) {
        writeNone(dense, at);
        dense[at + width - 1] = 1;
      } else {
        write(steps.get(index), dense, at);
        long next = index + 1 < before ? steps.get(index + 1).time() : now;
        dense[at + width - 1] = age(next - steps.get(index).time());
      }
    }
  }

  /** The strides before that of the event, the newest values in each. */
  private void eachStride(WindowSteps steps, long now, float[] dense, int offset) {
    int last = spec.steps() - 1;
    long first = Math.floorDiv(now, spec.stride()) - last;
    int next = steps.before(first); // the first step that is not before the place
    for (int step = 0; step < last; step++) {
      int at = offset + step * width;
      long place = first + step;
      if (next < steps.size() && steps.get(next).place() == place) {
        write(steps.get(next), dense, at);
        next++;
      } else {
        writeNone(dense, at);
      }
      long end = (place + 1) * spec.stride();
      dense[at + width - 1] = next == 0 ? 1 : age(end - steps.get(next - 1).time());
    }
  }

  private void write(WindowSteps.Step step, float[] dense, int at) {
    for (int number = 0; number < fields.length; number++) {
      write(number, step.value(number), dense, at);
    }
  }

  private void write(double[] values, float[] dense, int at) {
    for (int number = 0; number < fields.length; number++) {
      write(number, values[number], dense, at);
    }
  }

  private void write(int number, double value, float[] dense, int at) {
    boolean missing = Double.isNaN(value);
    dense[at + 2 * number] = missing ? 0 : scales[number].scaled(value);
    dense[at + 2 * number + 1] = missing ? 1 : 0;
  }

  private void writeNone(float[] dense, int at) {
    Arrays.fill(dense, at, at + width, 0);
    for (int number = 0; number < fields.length; number++) {
      dense[at + 2 * number + 1] = 1;
    }
  }

  private static float age(long millis) {
    return (float) Math.min(1, StrictMath.log1p(millis / 1000.0) / StrictMath.log1p(YEAR));
  }
}
