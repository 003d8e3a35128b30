package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.Detection;
import io.gradstream.learning.drift.State;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * What was done about a drift, and what came of it. Losses are means, in the unit of the loss;
 * single ones count at most as eight times the mean.
 *
 * @param at number of the example, from 1
 * @param cause a drift that was found, or that the loss had not recovered ({@code patience}), or
 *     that what was tried before was worse ({@code paired test})
 * @param before loss before the drift
 * @param found loss when the reaction began: of about the last 25 examples where a drift was just
 *     found, of the last window later on
 * @param trial of the challenger that was compared with the learner meanwhile, once it is over
 * @param ending absent while the reaction goes on
 */
public record Reaction(
    long at,
    Rung rung,
    Detection cause,
    double before,
    double found,
    Optional<Trial> trial,
    Optional<Ending> ending) {

  static Reaction begun(long at, Rung rung, Detection cause, double before, double found) {
    return new Reaction(at, rung, cause, before, found, Optional.empty(), Optional.empty());
  }

  Reaction with(Trial trial) {
    return new Reaction(at, rung, cause, before, found, Optional.of(trial), ending);
  }

  Reaction with(Ending ending) {
    return new Reaction(at, rung, cause, before, found, trial, Optional.of(ending));
  }

  /** By how much the loss has fallen; 0 while the reaction goes on. */
  public double gained() {
    return ending.map(end -> found - end.loss()).orElse(0.0);
  }

  /** For the log, one line. */
  public String words() {
    String begun =
        format(
            "%s at %d (%s); loss %.4g before, %.4g then", rung, at, cause.words(), before, found);
    String compared = trial.map(Reaction::words).orElse("");
    return begun + compared + ending.map(Reaction::words).orElse("");
  }

  private static String words(Trial trial) {
    return format(
        "; challenger %s by %.4g on %d examples, confidence %.4f",
        trial.verdict(), trial.difference(), trial.pairs(), trial.confidence());
  }

  private static String words(Ending ending) {
    return format("; %s at %d, loss %.4g", ending.how(), ending.at(), ending.loss());
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(at, out);
    Names.write(rung, out);
    cause.write(out);
    out.writeDouble(before);
    out.writeDouble(found);
    out.writeBoolean(trial.isPresent());
    if (trial.isPresent()) {
      trial.get().write(out);
    }
    out.writeBoolean(ending.isPresent());
    if (ending.isPresent()) {
      ending.get().write(out);
    }
  }

  static Reaction read(DataInput in) throws IOException {
    return new Reaction(
        State.readCount(in),
        Names.read(Rung.class, in),
        Detection.read(in),
        State.readFinite(in),
        State.readFinite(in),
        in.readBoolean() ? Optional.of(Trial.read(in)) : Optional.empty(),
        in.readBoolean() ? Optional.of(Ending.read(in)) : Optional.empty());
  }
}
