package io.gradstream.learning.drift;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A bank of detectors on one learner: some on its error, some on its inputs. Says what they find
 * and decides nothing. Memory is bounded by the settings. Not thread safe.
 */
public final class DriftMonitor {

  private final int inputs;
  private final List<Watch> ofError;
  private final InputWatches ofInputs;
  private long examples;

  /**
   * @param seed of the choice of inputs and of what their detectors draw
   * @param inputs the names of the learner's scaled numeric inputs, in their order
   */
  public DriftMonitor(MonitorConfig config, long seed, List<String> inputs) {
    this.inputs = inputs.size();
    ofError =
        config.ofError().stream().map(detector -> new Watch(Detection.ERROR, detector)).toList();
    ofInputs =
        new InputWatches(
            config.inputs().orElse(InputsConfig.DEFAULT),
            seed,
            config.inputs().isPresent() ? inputs : List.of());
  }

  /**
   * Sees one example more.
   *
   * @param error of the learner, in 0..1
   * @param values [inputs], not kept; one that is missing is NaN
   * @return what was found, those of the error first; mostly nothing
   */
  public List<Detection> see(double error, float[] values) {
    if (values.length != inputs) {
      throw new IllegalArgumentException(
          "an example must have %d inputs: %d".formatted(inputs, values.length));
    }
    examples++;
    List<Detection> found = new ArrayList<>(0);
    for (Watch watch : ofError) {
      watch.see(examples, error).ifPresent(found::add);
    }
    ofInputs.see(examples, values).ifPresent(found::add);
    return found;
  }

  /** Examples seen. */
  public long examples() {
    return examples;
  }

  /** Forgets everything: as new. */
  public void clear() {
    examples = 0;
    ofError.forEach(Watch::clear);
    ofInputs.clear();
  }

  /** The whole state, without a format version: its owner writes one. */
  public void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(examples, out);
    for (Watch watch : ofError) {
      watch.write(out);
    }
    ofInputs.write(out);
  }

  /** Replaces the state by what a monitor of the same settings wrote. */
  public void read(DataInput in) throws IOException {
    examples = State.readCount(in);
    for (Watch watch : ofError) {
      watch.read(in);
    }
    ofInputs.read(in);
  }
}
