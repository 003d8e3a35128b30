package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.Detection;
import io.gradstream.learning.drift.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * How large the error is, was, and may be to count as what it was. Measured in a window of whole
 * blocks, so that all that follows from it changes at the end of a block. Not thread safe.
 */
final class ErrorLevels {

  private static final int FADING = 25;

  private final LadderConfig config;
  private final int blocks; // of a window
  private final RecentErrors recent = new RecentErrors();
  private double now;

  ErrorLevels(LadderConfig config) {
    this.config = config;
    blocks = config.window() / RecentErrors.BLOCK;
  }

  void add(double error) {
    recent.add(error);
    now += (error - now) / FADING;
  }

  /** Mean of the last window; the largest while there is none. */
  double present() {
    return recent.newest(blocks).orElse(1);
  }

  /** Mean before a change; empty when too little is known of that time. */
  OptionalDouble before(Detection change) {
    return recent.before(blocksSince(change), blocks);
  }

  /** Mean of about the last {@value #FADING} examples: what a detection comes soon after. */
  double now() {
    return now;
  }

  /** A window where the detector does not know. */
  private int blocksSince(Detection change) {
    return change.since() == 0
        ? blocks
        : (int) Math.min(RecentErrors.BLOCKS, 1 + (change.since() - 1) / RecentErrors.BLOCK);
  }

  /** Whether the last window is no worse than all that is remembered before it. */
  boolean isGood() {
    OptionalDouble past = recent.before(blocks, blocks);
    return past.isPresent() && hasRecovered(past.getAsDouble());
  }

  boolean hasRecovered(double before) {
    return present() <= allowed(before);
  }

  /**
   * The margin, and a standard error of the mean of a window: of errors in 0..1 with mean p at most
   * sqrt(p (1 - p) / window), with p by Laplace's rule.
   */
  double allowed(double before) {
    double p = (before * config.window() + 1) / (config.window() + 2);
    return before * (1 + config.margin()) + Math.sqrt(p * (1 - p) / config.window());
  }

  /** Examples after which all of the last window came later. */
  int quiet() {
    return (blocks + 1) * RecentErrors.BLOCK;
  }

  /** Forgets all but the last window. */
  void forgetThePast() {
    recent.keep(blocks);
  }

  void clear() {
    recent.clear();
    now = 0;
  }

  void write(DataOutput out) throws IOException {
    recent.write(out);
    out.writeDouble(now);
  }

  void read(DataInput in) throws IOException {
    recent.read(in);
    now = State.readBetween(0, 1, in);
  }
}
