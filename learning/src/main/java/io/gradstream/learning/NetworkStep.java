package io.gradstream.learning;

import io.gradstream.features.event.Event;
import io.gradstream.model.Model;
import io.gradstream.model.RowLoss;
import io.gradstream.network.Network;
import io.gradstream.network.StepResult;

/** The network at work. */
final class NetworkStep implements Step {

  @Override
  public float[] predict(Model model, Event event) {
    return model.predict(event);
  }

  @Override
  public StepResult train(Network network, int rows) {
    return network.train(rows);
  }

  @Override
  public float output(Network network, int row, int column) {
    return network.output(row, column);
  }

  @Override
  public RowLoss loss(Model model, int row) {
    return model.loss(row);
  }

  @Override
  public RowLoss loss(Model model, Event event) {
    return model.loss(event);
  }
}
