package io.gradstream.faults;

import io.gradstream.local.LocalProcess;
import io.gradstream.schemas.ControlCommand.RollBack;
import io.gradstream.schemas.ControlCommandCodec;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessage.Inline;
import io.gradstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Faults that strike while a model goes back to a version of before. */
public enum RollBacks implements Fault {
  TASK_MANAGER_BEHIND_A_ROLL_BACK("roll a model back, kill TaskManager behind the order") {
    @Override
    public Hit strike(FaultSystem system) {
      long restored = system.checkpoints().restored();
      RollBack order = order(system);
      String control = Topics.of(system.spec().name()).control();
      byte[] value = new ControlCommandCodec().encode(order);
      Sending.send(
          system.broker(),
          new ProducerRecord<>(control, order.id().getBytes(StandardCharsets.UTF_8), value));
      awaitPosition(system, control, order.id());
      LocalProcess killed = system.taskManager();
      killed.kill();
      system.flink().startTaskManager();
      return new Hit(
          "model %s back to %s, %s".formatted(order.key(), order.version(), killed.name()),
          () -> {
            system.replaceEndedTaskManagers(); // by half an order, see there
            return system.isRestored(restored);
          });
    }
  };

  /** What the ids of these orders begin with: they are none of the traffic's. */
  static final String ID = "roll-back-";

  private final String title;

  RollBacks(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }

  /** To the oldest version that can still be read of the model that was published first. */
  private static RollBack order(FaultSystem system) {
    List<RollBack> orders = new ArrayList<>();
    Waiting.until(
        "a model is published",
        () -> {
          addOrders(system, orders);
          return !orders.isEmpty();
        });
    return orders.get(0);
  }

  private static void addOrders(FaultSystem system, List<RollBack> to) {
    PublishedModels models =
        new PublishedModels(system.spec(), system.broker().address(), system.snapshots());
    models.read(message -> order(message, models).ifPresent(to::add));
  }

  private static Optional<RollBack> order(SnapshotMessage message, PublishedModels models) {
    return models
        .bytes(message)
        .map(
            bytes ->
                new RollBack(
                    ID + UUID.randomUUID(),
                    Optional.empty(),
                    message.key(),
                    message.version(),
                    new Inline(bytes)));
  }

  private static void awaitPosition(FaultSystem system, String control, String id) {
    PlainCommands seen = new PlainCommands();
    try (TopicLog log = new TopicLog(system.broker().address(), true, control)) {
      Waiting.until(
          "the order has its position",
          () -> {
            log.read(seen::add);
            return seen.isPlaced(id);
          });
    }
  }
}
