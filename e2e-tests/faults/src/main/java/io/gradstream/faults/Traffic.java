package io.gradstream.faults;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Events of machines and what became of them, the same for every run of one seed: some events
 * stamped behind their time, labels that are late, too late, missing or there twice, the very same
 * event once more, soon or long after, records that are no JSON; and, where they are wanted,
 * commands. Not thread safe.
 */
final class Traffic {

  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final long STEP_MILLIS = 20; // of event time, from event to event

  /** The older half is from a time that no label is waited for any more. */
  private static final int REMEMBERED = 8000;

  private final Random random;
  private final int machines;
  private final Optional<CommandTraffic> commands;
  private final List<Sent> remembered = new ArrayList<>(); // events, a ring
  private final PriorityQueue<Due> labels =
      new PriorityQueue<>(Comparator.comparingLong(Due::time).thenComparing(Due::id));
  private long events;
  private long usable;
  private long again;

  /**
   * @param machines how many models there will be
   */
  Traffic(long seed, int machines) {
    this(seed, machines, Optional.empty());
  }

  private Traffic(long seed, int machines, Optional<CommandTraffic> commands) {
    this.random = new Random(seed);
    this.machines = machines;
    this.commands = commands;
  }

  /**
   * The same with commands in between.
   *
   * @param control the learner's control topic
   */
  static Traffic withCommands(long seed, int machines, String control) {
    return new Traffic(seed, machines, Optional.of(new CommandTraffic(seed, control)));
  }

  /** A record to send; those of one id share a partition. */
  record Sent(String topic, String id, byte[] value) {}

  private record Due(long time, String id, int hours) {}

  /** The event that this number stands for, the first being 0. */
  static String id(long event) {
    return "e" + event;
  }

  /** The number of the event with this id. */
  static long number(String id) {
    return Long.parseLong(id.substring(1));
  }

  /** Events made so far. */
  long events() {
    return events;
  }

  /** Usable events made so far: each is to be answered. */
  long usable() {
    return usable;
  }

  /** Usable events that were made once more: each is to be answered once more. */
  long again() {
    return again;
  }

  /** Commands made so far, where there are any. */
  Optional<CommandTraffic> commands() {
    return commands;
  }

  /** The event time reached. */
  long now() {
    return START + events * STEP_MILLIS;
  }

  /** The next record: a command or a label that is due, else an event. */
  Sent next() {
    return commands.flatMap(CommandTraffic::due).orElseGet(this::nextOfMachines);
  }

  private Sent nextOfMachines() {
    if (remembered.size() > 1 && random.nextInt(100) == 0) {
      again++;
      return remembered.get(random.nextInt(remembered.size()));
    }
    Due due = labels.peek();
    return due != null && due.time() <= now() ? label(labels.poll()) : event();
  }

  private Sent event() {
    long time = now() - (random.nextInt(10) == 0 ? random.nextInt(1500) : 0);
    String id = id(events++);
    if (random.nextInt(200) == 0) {
      return new Sent(Machines.EVENTS, id, bytes("{\"id\": \"" + id + "\", \"at\":"));
    }
    int machine = random.nextInt(machines);
    double load = random.nextGaussian() + machine % 3;
    planLabel(id, load);
    return usable(
        new Sent(
            Machines.EVENTS,
            id,
            bytes(
                "{\"id\": \"%s\", \"at\": %d, \"machine\": \"m%d\", \"load\": %s, \"kind\": \"k%d\"}"
                    .formatted(id, time, machine, load, random.nextInt(5)))));
  }

  private Sent usable(Sent event) {
    if (remembered.size() < REMEMBERED) {
      remembered.add(event);
    } else {
      remembered.set((int) (usable % REMEMBERED), event);
    }
    usable++;
    return event;
  }

  private void planLabel(String id, double load) {
    int hours = load + random.nextGaussian() > 1 ? 20 : 5;
    int fate = random.nextInt(100);
    if (fate < 3) {
      return; // it never comes
    }
    long delay = fate < 5 ? 70_000 : random.nextInt(4000); // some come when nobody waits any more
    labels.add(new Due(now() + delay, id, hours));
    if (fate > 97) {
      labels.add(new Due(now() + delay + 500, id, hours)); // and again
    }
  }

  private static Sent label(Due due) {
    return new Sent(
        Machines.LABELS,
        due.id(),
        bytes(
            "{\"id\": \"%s\", \"known\": %d, \"hours\": %d}"
                .formatted(due.id(), due.time(), due.hours())));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
