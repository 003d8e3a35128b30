package io.gradstream.learning;

import io.gradstream.features.event.Event;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.RowLoss;
import io.gradstream.model.TargetSpec;
import io.gradstream.network.Network;
import io.gradstream.network.StepResult;
import java.util.Arrays;

/** Encodes, and then says the same of every event: what learning costs is measured against it. */
final class ConstantStep implements Step {

  private static final StepResult DONE = new StepResult(0, true);
  private static final RowLoss NONE = new RowLoss(0, 1);

  private final float constant;
  private final int outputs;
  private float[] dense = new float[0]; // [encoder.width()]
  private int[] rows = new int[0]; // [encoder.tables()]

  ConstantStep(ModelSpec spec) {
    if (spec.target() instanceof TargetSpec.MultiClass target) {
      outputs = target.classes().size();
      constant = 1f / outputs;
    } else {
      outputs = 1;
      constant = spec.target() instanceof TargetSpec.Binary ? 0.5f : 0;
    }
  }

  @Override
  public float[] predict(Model model, Event event) {
    if (dense.length != model.encoder().width() || rows.length != model.encoder().tables()) {
      dense = new float[model.encoder().width()];
      rows = new int[model.encoder().tables()];
    }
    model.encoder().encode(event, dense, 0, rows, 0);
    float[] output = new float[outputs];
    Arrays.fill(output, constant);
    return output;
  }

  @Override
  public StepResult train(Network network, int examples) {
    return DONE;
  }

  @Override
  public RowLoss loss(Model model, int row) {
    return NONE;
  }

  @Override
  public RowLoss loss(Model model, Event event) {
    return NONE;
  }

  @Override
  public float output(Network network, int row, int column) {
    return constant;
  }
}
