package io.gradstream.operators.control;

import io.gradstream.schemas.ControlCommand;

/** The models that orders go back to, so that every replay of an order has them. */
interface OrderedModels {

  /** For commands that are about no model. */
  OrderedModels NONE =
      new OrderedModels() {
        @Override
        public ControlCommand keep(ControlCommand command) {
          return command;
        }

        @Override
        public ControlCommand load(ControlCommand kept) {
          return kept;
        }
      };

  /**
   * What is decided of a command: itself, when all that it needs is kept, or its refusal. What is
   * kept is durable when this returns.
   */
  ControlCommand keep(ControlCommand command);

  /**
   * A command that was {@linkplain #keep kept}, with its model in it.
   *
   * @throws io.gradstream.model.CorruptSnapshotException when that cannot be read any longer
   */
  ControlCommand load(ControlCommand kept);
}
