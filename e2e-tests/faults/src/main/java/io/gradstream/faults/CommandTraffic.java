package io.gradstream.faults;

import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommand.Pause;
import io.gradstream.schemas.ControlCommand.Resume;
import io.gradstream.schemas.ControlCommand.SetLearningRate;
import io.gradstream.schemas.ControlCommandCodec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Commands to a learner, the same for every run of one seed: learning rates, pauses that the next
 * command ends, and now and then one of the last few once more. Not thread safe.
 */
final class CommandTraffic {

  private static final int EVERY = 100; // records of other traffic
  private static final int REMEMBERED = 4;

  private final String topic;
  private final Random random;
  private final ControlCommandCodec codec = new ControlCommandCodec();
  private final Deque<ControlCommand> latest = new ArrayDeque<>();
  private int since; // records of other traffic since the last command
  private boolean pausing;
  private long sent;
  private long different;

  /**
   * @param topic the learner's control topic
   */
  CommandTraffic(long seed, String topic) {
    this.topic = topic;
    random = new Random(~seed); // not the numbers the events are made of
  }

  /** The command that comes before the next record, when it is time for one. */
  Optional<Traffic.Sent> due() {
    if (since++ < EVERY) {
      return Optional.empty();
    }
    since = 0;
    sent++;
    ControlCommand command = next();
    return Optional.of(new Traffic.Sent(topic, command.id(), codec.encode(command)));
  }

  private ControlCommand next() {
    if (!latest.isEmpty() && random.nextInt(6) == 0) {
      return List.copyOf(latest).get(random.nextInt(latest.size()));
    }
    ControlCommand command = another("c" + different++);
    latest.addLast(command);
    if (latest.size() > REMEMBERED) {
      latest.removeFirst();
    }
    return command;
  }

  private ControlCommand another(String id) {
    if (pausing) {
      pausing = false;
      return new Resume(id);
    }
    pausing = random.nextInt(4) == 0;
    return pausing ? new Pause(id) : new SetLearningRate(id, 0.001f + 0.1f * random.nextFloat());
  }

  /** Commands made so far, those made again included. */
  long sent() {
    return sent;
  }

  /** Commands made so far, each counted once. */
  long different() {
    return different;
  }
}
