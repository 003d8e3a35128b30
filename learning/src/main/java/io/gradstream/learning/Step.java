package io.gradstream.learning;

import io.gradstream.features.event.Event;
import io.gradstream.model.Model;
import io.gradstream.model.RowLoss;
import io.gradstream.network.Network;
import io.gradstream.network.StepResult;

/** The part of a learner that is the network's: its forward pass and its training step. */
interface Step {

  /** Output for an event, as {@link Model#predict}. Read-only. */
  float[] predict(Model model, Event event);

  /** One training step on the staged rows. */
  StepResult train(Network network, int rows);

  /** Output of a staged row in the forward pass of the last {@link #train}. */
  float output(Network network, int row, int column);

  /** What the model lost on a staged row that is its own label, in that same forward pass. */
  RowLoss loss(Model model, int row);

  /** What the model would lose on an event that is its own label. Read-only. */
  RowLoss loss(Model model, Event event);
}
