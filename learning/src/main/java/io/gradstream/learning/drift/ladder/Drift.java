package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.Detection;
import io.gradstream.learning.drift.DriftMonitor;
import io.gradstream.schemas.Compact;
import io.gradstream.schemas.MetricReport.Measure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What finds the drift of one learner and says what to do about it, in one. Its owner hands it the
 * loss of each example, scored before it is learned, and carries out the commands it gets back.
 * Same settings, same examples, same commands: nothing depends on a clock or on hidden randomness.
 * Memory is bounded. Not thread safe.
 *
 * <p>A worked recovery: an owner that stores its learner stores these bytes with it, and the
 * challenger and the kept weights in parts of their own. When it reads them back it asks {@link
 * #hasChallenger}: where there is none, because there was none or because the settings have changed
 * since, it drops a stored challenger, and sets the learning rate by {@link #rateFactor}. An
 * undisturbed run and one that was restored anywhere get the same commands.
 */
public final class Drift {

  private static final int FORMAT = 2; // 1 told what it is of by a text, see FirstIdentity

  private final DriftIdentity identity;
  private final LossScale scale;
  private final DriftMonitor monitor;
  private final DriftLadder ladder;
  private final Detections detections = new Detections();

  /**
   * @param seed of the choice of inputs and of what their detectors draw
   * @param inputs the names of the learner's scaled numeric inputs, in their order
   */
  public Drift(DriftConfig config, LossKind kind, long seed, List<String> inputs) {
    if (kind == LossKind.SIZE && config.monitor().ddm().isPresent()) {
      throw new IllegalArgumentException("ddm must be off where losses are not 0 or 1: on");
    }
    identity = DriftIdentity.of(config, kind, seed, inputs);
    scale = new LossScale(kind);
    monitor = new DriftMonitor(config.monitor(), seed, inputs);
    ladder = new DriftLadder(config.ladder(), scale);
  }

  /**
   * Sees one example more. A loss that is no finite number counts as the largest.
   *
   * @param loss of the learner, before it learned the example
   * @param inputs [inputs], scaled, NaN where one is missing; not kept
   * @param challengerLoss of the challenger, before it learned the example; empty where there is
   *     none, or it was not scored: such an example does not count for it
   * @return what is to be done now, in this order; mostly nothing
   */
  public List<Command> after(double loss, float[] inputs, OptionalDouble challengerLoss) {
    double error = scale.error(loss);
    OptionalDouble other =
        challengerLoss.isPresent()
            ? OptionalDouble.of(scale.error(challengerLoss.getAsDouble()))
            : challengerLoss;
    List<Detection> found = monitor.see(error, inputs);
    detections.add(found);
    List<Command> commands = ladder.after(error, other, found);
    if (!ladder.isClimbing()) {
      scale.learn(loss); // one unit for all that is compared while a drift is reacted to
    }
    return commands;
  }

  /** The last 64 reactions, the oldest first; the last may still go on. */
  public List<Reaction> reactions() {
    return ladder.reactions().all();
  }

  /** The last 64 detections, the oldest first, whether or not they led to a reaction. */
  public List<Detection> detections() {
    return detections.last();
  }

  /** Whether there is to be a challenger now. */
  public boolean hasChallenger() {
    return ladder.hasChallenger();
  }

  /** The factor that is to be on the ordinary learning rate now. */
  public double rateFactor() {
    return ladder.rateFactor();
  }

  /** Counts since the learner began, for metrics: {@code drift.detected} and so on. */
  public List<Measure> measures() {
    Reactions reactions = ladder.reactions();
    return List.of(
        new Measure("drift.detected", detections.count()),
        new Measure("drift.rateRaised", reactions.count(Rung.RAISE_RATE)),
        new Measure("drift.unitsRefreshed", reactions.count(Rung.REFRESH_UNITS)),
        new Measure("drift.challengerForked", reactions.count(Rung.FORK_CHALLENGER)),
        new Measure("drift.challengerPromoted", reactions.promotions()),
        new Measure("drift.rolledBack", reactions.count(Rung.ROLL_BACK)),
        new Measure("drift.challenger", hasChallenger() ? 1 : 0),
        new Measure("drift.rateFactor", rateFactor()));
  }

  /** Forgets everything: as new. */
  public void clear() {
    scale.clear();
    monitor.clear();
    ladder.clear();
    detections.clear();
  }

  /** The whole state in a versioned form, with the settings it is of. */
  public void write(DataOutput out) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    writeBody(new DataOutputStream(body));
    out.writeByte(FORMAT);
    Compact.writeBytes(identity.toBytes(), out);
    Compact.writeBytes(body.toByteArray(), out);
  }

  private void writeBody(DataOutput out) throws IOException {
    scale.write(out);
    monitor.write(out);
    ladder.write(out);
    detections.write(out);
  }

  /**
   * Goes on from what {@link #write} wrote, now or in an earlier format, bit for bit; from a state
   * of other settings it begins as new, and says so.
   *
   * @return whether it goes on: tell it where it does not
   * @throws IOException if these are not such bytes; it is as new then
   */
  public boolean read(DataInput in) throws IOException {
    clear();
    int format = Compact.readFormat(FORMAT, "the drift ladder", in);
    boolean isOurs =
        format == 1
            ? Compact.readText(in).equals(FirstIdentity.of(identity))
            : DriftIdentity.of(Compact.readBytes(in)).equals(identity);
    byte[] body = Compact.readBytes(in);
    if (!isOurs) {
      return false;
    }
    try {
      readBody(new DataInputStream(new ByteArrayInputStream(body)));
    } catch (IOException e) {
      clear();
      throw e;
    }
    return true;
  }

  private void readBody(DataInputStream in) throws IOException {
    scale.read(in);
    monitor.read(in);
    ladder.read(in);
    detections.read(in);
    if (in.available() > 0) {
      throw new IOException(in.available() + " bytes are left over");
    }
  }
}
