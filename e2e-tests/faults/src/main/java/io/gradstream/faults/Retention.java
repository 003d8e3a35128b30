package io.gradstream.faults;

import io.gradstream.local.LocalBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * Deletes records as a broker's retention does, and brings them back for who has to read everything
 * from the beginning: as long as a log is one file, they are still in it. Used by one thread.
 */
final class Retention {

  private final LocalBroker broker;
  private final Path firstOffsets; // file of the broker
  private boolean deleted;

  /**
   * @param folder of the broker's log
   */
  Retention(LocalBroker broker, Path folder) {
    this.broker = broker;
    firstOffsets = folder.resolve("log-start-offset-checkpoint");
  }

  /**
   * @param before offsets of the first records that stay
   */
  void delete(Map<TopicPartition, Long> before) {
    try (Admin admin = broker.admin()) {
      Map<TopicPartition, RecordsToDelete> records =
          before.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, entry -> RecordsToDelete.beforeOffset(entry.getValue())));
      admin.deleteRecords(records).all().get();
      deleted = true;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot delete what is before " + before, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while deleting records", e);
    }
  }

  /** Brings back all that was deleted. The broker is away meanwhile. */
  void undo() {
    if (!deleted) {
      return;
    }
    broker.stop();
    try {
      Files.delete(firstOffsets);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot bring records back", e);
    }
    broker.restart();
    broker.awaitReady();
    deleted = false;
  }
}
