package io.gradstream.operators;

import io.gradstream.features.event.Event;
import io.gradstream.learning.Example;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.learn.LearnerOperator;
import io.gradstream.operators.learn.PipelineOptions;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.operators.record.WorkItem.Ask;
import io.gradstream.operators.record.WorkItem.AskAndLearn;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.Prediction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/**
 * A network of 4-4-1 for each of many keys, on RocksDB: every key learns in turn, round after
 * round, so that none is in memory when it comes; then a checkpoint, and a restore that asks keys
 * from all over. A program of its own, to be run with the heap that is to suffice.
 */
final class ManyKeys implements AutoCloseable {

  private static final int ROUNDS = 3; // one step and an example gathered for the next
  private static final int BATCH = 2;

  private static final String SPEC =
      """
      specVersion: 1
      learner: many
      key: key
      events: {topic: many, id: id, order: arrival}
      labels: {wait: 1h}
      features: [{field: numbers, as: numbers, shape: [4]}]
      target: {binary: label}
      network: [{dense: 4, activation: relu}]
      learn: {optimizer: {adam: {learningRate: 0.01}}, batch: 2}
      limits: {keys: 100000000}
      """;

  private final KeyedTwoInputStreamOperatorTestHarness<String, WorkItem, PlacedCommand, Prediction>
      harness;

  private ManyKeys(Path folder, OperatorSubtaskState state) throws Exception {
    SpecBundle spec = new SpecBundle("many.yaml", SPEC, Map.of());
    Path models = folder.resolve("models");
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new LearnerOperator(spec, PipelineOptions.of(1, models)),
            WorkItem::key,
            null,
            Types.STRING,
            StateNames.MAX_PARALLELISM,
            1,
            0);
    Configuration memory = new Configuration();
    memory.set(RocksDBOptions.FIX_PER_SLOT_MEMORY_SIZE, MemorySize.parse("256mb"));
    // A learner has some twenty states; each begins with an eighth of this.
    memory.set(RocksDBConfigurableOptions.WRITE_BUFFER_SIZE, MemorySize.parse("8mb"));
    EmbeddedRocksDBStateBackend backend =
        new EmbeddedRocksDBStateBackend(true)
            .configure(memory, Thread.currentThread().getContextClassLoader());
    backend.setDbStoragePath(folder.resolve("db").toString());
    harness.setStateBackend(backend);
    harness.setCheckpointStorage(
        new FileSystemCheckpointStorage(folder.resolve("checkpoints").toUri()));
    harness.setup(new CodecSerializer<>(RecordKind.PREDICTION));
    if (state == null) {
      harness.initializeEmptyState();
    } else {
      harness.initializeState(state);
    }
    harness.open();
  }

  /** Arguments: how many keys, an empty folder. Prints a line of JSON. */
  public static void main(String[] args) throws Exception {
    int keys = Integer.parseInt(args[0]);
    Path folder = Path.of(args[1]);
    long began = System.nanoTime();
    OperatorSubtaskState checkpoint;
    long database;
    try (ManyKeys learner = new ManyKeys(folder, null)) {
      learner.learn(keys);
      checkpoint = learner.checkpoint();
      database = bytes(folder.resolve("db"));
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    try (ManyKeys restored = new ManyKeys(folder, checkpoint)) {
      restored.askAround(keys);
    }
    System.out.printf(
        "{\"keys\":%d,\"examples\":%d,\"seconds\":%.1f,\"databaseBytes\":%d,"
            + "\"checkpointBytes\":%d,\"heapMax\":%d}%n",
        keys,
        (long) keys * ROUNDS,
        seconds,
        database,
        bytes(folder.resolve("checkpoints")),
        runtime.maxMemory());
  }

  private void learn(int keys) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < keys; i++) {
        harness.processElement1(new StreamRecord<>(lesson(i, round, keys)));
        harness.getOutput().clear();
      }
    }
  }

  private static AskAndLearn lesson(int i, int round, int keys) {
    long number = (long) round * keys + i;
    String id = "id-" + number;
    Position position = new Position(number, "many", 0, number);
    Event event = Event.of(key(i), id, new float[] {i % 7, i % 5, round, 1}, i % 3 == 0);
    return new AskAndLearn(
        key(i), new Example(event, id, i % 3 == 0 ? 1 : 0, position), new byte[0]);
  }

  private static String key(int i) {
    return "customer-" + i;
  }

  private OperatorSubtaskState checkpoint() throws Exception {
    harness.prepareSnapshotPreBarrier(1);
    return harness.snapshot(1, 1);
  }

  private void askAround(int keys) throws Exception {
    for (int i = 0; i < keys; i += Math.max(1, keys / 1000)) {
      AskAndLearn lesson = lesson(i, ROUNDS, keys);
      harness.processElement1(
          new StreamRecord<>(
              new Ask(lesson.key(), lesson.id(), lesson.event(), lesson.position())));
      Prediction prediction = harness.extractOutputValues().get(0);
      harness.getOutput().clear();
      if (prediction.version().step() != ROUNDS / BATCH) {
        throw new IllegalStateException("restored wrongly: " + prediction);
      }
    }
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(ManyKeys::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      harness.close();
    } catch (Exception e) {
      throw new IOException("the operator does not close", e);
    }
  }
}
