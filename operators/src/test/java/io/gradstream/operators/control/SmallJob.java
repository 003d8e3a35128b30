package io.gradstream.operators.control;

import io.gradstream.operators.record.ControlSettings;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.PlacedCommand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A job that has nothing but commands and time: the real {@link Placing} and {@link
 * CommandSchedule}, with queues between them, checkpoints, failures, and a log that outlives all.
 * It remembers with which settings each example was ever learned.
 */
final class SmallJob {

  static final int EXAMPLES = 2; // at the times 1, 2, ...
  private static final int SUBTASKS = 2;

  /** What can happen. */
  enum Step {
    /** The watermark passes the next example. */
    TIME,
    /** The next command is read. */
    COMMAND,
    /** The second subtask receives all that was sent; the first does so at once. */
    CATCH_UP,
    /** Its checkpoint completes when both subtasks have received it. */
    BARRIER,
    /** The job goes on from the newest checkpoint that has completed. */
    FAILURE,
    /** The job goes on from where it began, on a branch. */
    BACK
  }

  private interface Item {}

  private record Placed(PlacedCommand command) implements Item {}

  private record Mark(long time) implements Item {}

  private record Barrier(int checkpoint) implements Item {}

  private static final class Subtask {
    private final Deque<Item> input = new ArrayDeque<>();
    private CommandSchedule schedule = new CommandSchedule();
    private long learned; // through this time
  }

  private record SubtaskState(ControlSettings inForce, List<PlacedCommand> ahead, long learned) {}

  private static final class Checkpoint {
    private final int next;
    private final long watermark;
    private final SubtaskState[] subtasks = new SubtaskState[SUBTASKS];

    Checkpoint(int next, long watermark) {
      this.next = next;
      this.watermark = watermark;
    }

    boolean isComplete() {
      return subtasks[0] != null && subtasks[1] != null;
    }
  }

  private final List<ControlCommand> topic;
  private final Map<Step, Integer> most;
  private final KeptLog log = new KeptLog();
  private final Map<Step, Integer> times = new EnumMap<>(Step.class);
  private final Map<String, ControlSettings> learnedWith = new TreeMap<>(); // by branch and time
  private final List<String> contradictions = new ArrayList<>();
  private final List<Checkpoint> checkpoints = new ArrayList<>();
  private final Subtask[] subtasks = {new Subtask(), new Subtask()};
  private Placing placing;
  private int next; // on the topic
  private long branch;
  private long floor; // of commands, since the last start

  /**
   * @param most how often steps may happen; others without limit
   */
  SmallJob(List<ControlCommand> topic, Map<Step, Integer> most) throws Exception {
    this.topic = topic;
    this.most = most;
    Checkpoint beginning = new Checkpoint(0, 0);
    for (int i = 0; i < SUBTASKS; i++) {
      beginning.subtasks[i] = new SubtaskState(ControlSettings.NONE, List.of(), 0);
    }
    checkpoints.add(beginning);
    restore(beginning);
  }

  boolean can(Step step) {
    return times.getOrDefault(step, 0) < most.getOrDefault(step, Integer.MAX_VALUE)
        && switch (step) {
          case TIME -> placing.watermark() < EXAMPLES;
          case COMMAND -> next < topic.size();
          case CATCH_UP -> !subtasks[1].input.isEmpty();
          case BARRIER, FAILURE, BACK -> true;
        };
  }

  void take(Step step) throws Exception {
    times.merge(step, 1, Integer::sum);
    switch (step) {
      case TIME -> time();
      case COMMAND -> command();
      case CATCH_UP -> catchUp(1);
      case BARRIER -> barrier();
      case FAILURE -> restore(newest());
      case BACK -> {
        branch++;
        restore(checkpoints.get(0));
      }
    }
  }

  private void time() throws Exception {
    long to = placing.watermark() + 1;
    placing.advance(to, to * 1000);
    send(new Mark(to));
  }

  private void command() throws Exception {
    Optional<PlacedCommand> placed = placing.receive(topic.get(next));
    next++;
    placed.ifPresent(command -> send(new Placed(command)));
  }

  private void send(Item item) {
    for (Subtask subtask : subtasks) {
      subtask.input.add(item);
    }
    catchUp(0);
  }

  private void barrier() {
    checkpoints.add(new Checkpoint(next, placing.watermark()));
    send(new Barrier(checkpoints.size() - 1));
  }

  private void catchUp(int of) {
    while (!subtasks[of].input.isEmpty()) {
      receive(of);
    }
  }

  private void receive(int of) {
    Subtask subtask = subtasks[of];
    Item item = subtask.input.remove();
    if (item instanceof Placed placed) {
      subtask.schedule.add(placed.command());
      subtask.schedule.at(subtask.learned + 1);
    } else if (item instanceof Mark mark) {
      learn(subtask, mark.time());
    } else if (item instanceof Barrier barrier) {
      checkpoints.get(barrier.checkpoint()).subtasks[of] =
          new SubtaskState(subtask.schedule.inForce(), subtask.schedule.ahead(), subtask.learned);
    }
  }

  private void learn(Subtask subtask, long through) {
    while (subtask.learned < through) {
      subtask.learned++;
      ControlSettings settings = subtask.schedule.at(subtask.learned);
      ControlSettings before = learnedWith.putIfAbsent(branch + " " + subtask.learned, settings);
      if (before != null && !before.equals(settings)) {
        contradictions.add("example %d: %s, then %s".formatted(subtask.learned, before, settings));
      }
    }
    subtask.schedule.at(subtask.learned + 1);
  }

  private Checkpoint newest() {
    Checkpoint newest = checkpoints.get(0);
    for (Checkpoint checkpoint : checkpoints) {
      newest = checkpoint.isComplete() ? checkpoint : newest;
    }
    return newest;
  }

  private void restore(Checkpoint from) throws Exception {
    checkpoints.removeIf(checkpoint -> !checkpoint.isComplete());
    next = from.next;
    RunLog.Found found = log.found(branch);
    floor = found.reached().orElse(0);
    placing = new Placing(log, OrderedModels.NONE, branch, from.watermark, found);
    for (int i = 0; i < SUBTASKS; i++) {
      subtasks[i].input.clear();
      subtasks[i].schedule = new CommandSchedule();
      subtasks[i].schedule.restore(List.of(from.subtasks[i].inForce()), from.subtasks[i].ahead());
      subtasks[i].learned = from.subtasks[i].learned();
    }
    found.placed().forEach(command -> send(new Placed(command)));
  }

  /** Lets everything come to its end. */
  void finish() throws Exception {
    while (next < topic.size()) {
      command();
    }
    long last = log.farthest() + 2;
    while (placing.watermark() < last) {
      time();
    }
    for (int i = 0; i < SUBTASKS; i++) {
      catchUp(i);
    }
  }

  /** Where an example was learned with other settings than before. */
  List<String> contradictions() {
    return contradictions;
  }

  /** The settings that each subtask has come to. */
  List<ControlSettings> settings() {
    return List.of(subtasks[0].schedule.inForce(), subtasks[1].schedule.inForce());
  }

  /** All that decides what can come of it, in words. */
  String state() {
    StringBuilder words = new StringBuilder();
    words.append(times.getOrDefault(Step.FAILURE, 0)).append(times.getOrDefault(Step.BARRIER, 0));
    words.append(branch);
    words.append(next).append(' ').append(placing.watermark()).append(log.found(branch));
    words.append(floor);
    for (Subtask subtask : subtasks) {
      words.append(subtask.input).append(subtask.schedule.inForce());
      words.append(subtask.schedule.ahead()).append(subtask.learned);
    }
    for (Checkpoint checkpoint :
        checkpoints.subList(checkpoints.indexOf(newest()), checkpoints.size())) {
      words.append(checkpoint.next).append(checkpoint.watermark);
      words.append(checkpoint.subtasks[0]).append(checkpoint.subtasks[1]);
    }
    return words.append(learnedWith).toString();
  }
}
