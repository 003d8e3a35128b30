package io.gradstream.schemas;

/** A record of the control topic: a command as it was sent, or where it takes effect. */
public sealed interface ControlRecord permits ControlCommand, PlacedCommand {

  /** The id of the command. */
  String id();
}
