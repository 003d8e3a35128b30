package io.gradstream.model;

import io.gradstream.features.encode.TargetScaler;
import io.gradstream.features.event.Event;
import io.gradstream.features.history.History;
import java.util.Optional;

/**
 * Numbers scaled to about unit deviation, or their changes from a number of the event. A
 * mini-batch's labels first enter the scaler, all of them, and are then scaled by it, so that the
 * first batch already has about unit deviation. Outputs are read as the model gave them before:
 * with the statistics without this batch, kept in a second scaler that follows one batch behind.
 */
final class ScaledNumbers implements LabelFrame {

  private final int from; // field that the label is a change from, or -1
  private TargetScaler scaler = new TargetScaler();
  private TargetScaler before = new TargetScaler();

  ScaledNumbers(int from) {
    this.from = from;
  }

  @Override
  public void startAnew() {
    scaler = new TargetScaler();
    before = new TargetScaler();
  }

  @Override
  public void fill(Row row, Event event, Optional<History> known) {
    row.base = from < 0 ? 0 : event.number(from);
  }

  @Override
  public void learn(Row row, Optional<History> known) {
    scaler.learn(change(row));
  }

  private static double change(Row row) {
    return row.learned - row.base;
  }

  @Override
  public void settle(Row row) {
    before.learn(change(row));
  }

  @Override
  public boolean isKnown(Row row) {
    return !before.isNew();
  }

  @Override
  public float target(Row row, Anchor anchor) {
    return (float) scaler.learned(change(row));
  }

  @Override
  public double value(Row row, Anchor anchor, double output) {
    return before.unscale(output) + row.base;
  }

  @Override
  public double unit(Row row) {
    return before.unit();
  }

  @Override
  public void keep(Row row, float[] into) {
    into[0] = (float) (change(row) - scaler.origin());
  }

  @Override
  public float kept(float[] kept, int offset, Anchor anchor) {
    return (float) scaler.learned(scaler.origin() + kept[offset]);
  }

  @Override
  public byte[] statistics() {
    return scaler.statistics();
  }

  @Override
  public void restoreStatistics(byte[] statistics) {
    scaler.restoreStatistics(statistics);
    before.restoreStatistics(statistics);
  }

  @Override
  public void takeOver(LabelFrame other) {
    if (other instanceof ScaledNumbers) {
      restoreStatistics(other.statistics());
    }
  }
}
