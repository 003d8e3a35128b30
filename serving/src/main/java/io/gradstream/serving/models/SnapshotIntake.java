package io.gradstream.serving.models;

import io.gradstream.model.CorruptSnapshotException;
import io.gradstream.schemas.BoundedLog;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.SnapshotMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns one learner's records of its models topic into models held. A snapshot that cannot be
 * trusted is logged by name, and what is held stays. Used by one thread.
 */
final class SnapshotIntake {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotIntake.class);

  private final BoundedLog noSnapshots = new BoundedLog(LOG);
  private final BoundedLog notServed = new BoundedLog(LOG);
  private final LearnerModels models;
  private final SnapshotReader reader;

  /**
   * @param snapshots folder of snapshots too large for a record
   */
  SnapshotIntake(LearnerModels models, Optional<Path> snapshots) {
    this.models = models;
    this.reader = new SnapshotReader(models.learner(), snapshots);
  }

  /**
   * A record of the models topic.
   *
   * @param value null when the key's model is gone
   */
  record ModelRecord(byte[] key, byte[] value, Instant published) {}

  private record Arrived(SnapshotMessage message, Instant published) {}

  /**
   * Takes in records in the order of the topic. Of each key only the newest version is built, older
   * ones only if that fails: at the start a topic may hold many.
   */
  void accept(List<ModelRecord> records) {
    List<Arrived> arrived = new ArrayList<>();
    for (ModelRecord record : records) {
      if (record.value() == null) {
        arrived.removeIf(one -> recordKeyIs(record.key(), one.message().recordKey()));
        remove(record.key());
      } else {
        decode(record).ifPresent(arrived::add);
      }
    }
    arrived.stream()
        .sorted(Comparator.comparing((Arrived one) -> one.message().version()).reversed())
        .forEach(this::hold);
  }

  private Optional<Arrived> decode(ModelRecord record) {
    try {
      return Optional.of(new Arrived(reader.message(record.value()), record.published()));
    } catch (MalformedRecordException | CorruptSnapshotException e) {
      noSnapshots.warn(
          "{}: a record of the models topic is no snapshot: {}", name(), e.getMessage());
      return Optional.empty();
    }
  }

  private void hold(Arrived arrived) {
    SnapshotMessage message = arrived.message();
    if (!models.wants(message.key(), message.version())) {
      return;
    }
    try {
      models.put(ServedModel.of(reader.snapshot(message), arrived.published()));
      LOG.debug(
          "{} key '{}' is at version {}",
          name(),
          BoundedLog.plain(message.key()),
          message.version());
    } catch (CorruptSnapshotException e) {
      models.refused(
          "version %s is not served: %s%s"
              .formatted(message.version(), e.getMessage(), wayOut(message)));
      notServed.warn(
          "{} key '{}' version {} is not served: {}",
          name(),
          message.key(),
          message.version(),
          e.getMessage());
    }
  }

  private static String wayOut(SnapshotMessage message) {
    return message.content() instanceof SnapshotMessage.Reference
        ? "; name the folder that deploy keeps its state in: serve --state"
        : "";
  }

  private void remove(byte[] recordKey) {
    String text = recordKey == null ? "" : new String(recordKey, StandardCharsets.UTF_8);
    if (text.startsWith(models.learner() + "/")) {
      models.remove(text.substring(models.learner().length() + 1));
    }
  }

  private static boolean recordKeyIs(byte[] recordKey, String text) {
    return recordKey != null && new String(recordKey, StandardCharsets.UTF_8).equals(text);
  }

  private String name() {
    return models.learner();
  }
}
