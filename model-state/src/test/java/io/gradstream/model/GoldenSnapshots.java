package io.gradstream.model;

import io.gradstream.features.event.EpochUnit;
import io.gradstream.features.event.Event;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The golden files: one snapshot of each kind of target in every format version ever written, from
 * format 2 on one of each of {@link Architectures}, from format 3 on one of each of {@link Pools},
 * and what they predicted when they were written. {@link #writeMissing} writes those of a new
 * format or architecture; files already there are never written again.
 */
final class GoldenSnapshots {

  static final Map<String, Target> TARGETS =
      Map.of("binary", Flights.LATE, "multi-class", Flights.CAUSE, "regression", Flights.MINUTES);

  static final Path FOLDER = Path.of("src/test/resources/io/gradstream/model");

  static final Version VERSION = new Version(3, 20);

  private GoldenSnapshots() {}

  static byte[] snapshot(int format, String target) throws IOException {
    try (InputStream file = resource("snapshot-" + format + "-" + target + ".grds")) {
      return file.readAllBytes();
    }
  }

  /**
   * As it is written since no kernels are named: one word in place of {@code vector-openblas-X},
   * where that is there.
   */
  static byte[] withoutKernels(byte[] golden) {
    int name = new String(golden, StandardCharsets.ISO_8859_1).indexOf("vector-openblas-");
    if (name < 0) {
      return golden;
    }
    int length = golden[name - 1] / 2; // Avro's zigzag
    byte[] word = {6, 'a', 'n', 'y'};
    ByteBuffer bytes = ByteBuffer.allocate(golden.length - 1 - length + word.length);
    bytes.put(golden, 0, name - 1).put(word);
    bytes.put(golden, name + length, golden.length - name - length);
    bytes.putInt(8, bytes.capacity() - 16); // behind magic and format; without header, checksum
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), 0, bytes.capacity() - 4);
    return bytes.putInt(bytes.capacity() - 4, (int) crc.getValue()).array();
  }

  /** What the snapshot's model said of each of {@link Flights#events()}. */
  static List<float[]> predictions(int format, String target) throws IOException {
    List<float[]> predictions = new ArrayList<>();
    try (InputStream file = resource("snapshot-" + format + "-" + target + ".predictions")) {
      for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String[] values = line.split(" ");
        float[] prediction = new float[values.length];
        for (int i = 0; i < values.length; i++) {
          prediction[i] = Float.parseFloat(values[i]);
        }
        predictions.add(prediction);
      }
    }
    return predictions;
  }

  private static InputStream resource(String name) throws IOException {
    return Files.newInputStream(FOLDER.resolve(name));
  }

  /**
   * Writes the files of the newest format that are not there yet.
   *
   * @param folder of these test resources
   */
  static void writeMissing(int format, Path folder) throws IOException {
    for (Map.Entry<String, Target> target : TARGETS.entrySet()) {
      try (Model model = LearnedModels.learned(target.getValue())) {
        write(model, Flights.events(), "snapshot-" + format + "-" + target.getKey(), folder);
      }
    }
    for (Architectures of : Architectures.values()) {
      try (Model model = of.learned()) {
        write(model, of.events(), "snapshot-" + format + "-" + name(of), folder);
      }
    }
    for (Pools of : Pools.values()) {
      try (Model model = of.learned()) {
        write(model, of.events(), "snapshot-" + of.format() + "-" + name(of), folder);
      }
    }
  }

  /** A snapshot of format 5, whose times are seconds. */
  static void writeUnits(Path folder) throws IOException {
    try (Model model = LearnedModels.learnedIn(EpochUnit.SECONDS)) {
      write(model, Flights.events(), "snapshot-5-units", folder);
    }
  }

  /** A snapshot of format 5, whose fields are pictures and sounds. */
  static void writeMedia(Path folder) throws IOException {
    try (Model model = MediaModel.made()) {
      write(model, MediaModel.events(), "snapshot-5-media", folder);
    }
  }

  /** A snapshot of format 6, of a model that went back to another. */
  static void writeSource(Path folder) throws IOException {
    String name = "snapshot-6-source";
    if (!Files.exists(folder.resolve(name + ".grds"))) {
      try (Model model = LearnedModels.learned(Flights.LATE)) {
        ModelSnapshot snapshot = model.snapshot(VERSION, Flights.LINEAGE_WITH_SOURCE);
        write(model, Flights.events(), snapshot, name, folder);
      }
    }
  }

  /** A snapshot of format 6, of a window that events have entered. */
  static void writeWindow(Path folder) throws IOException {
    try (Model model = WindowModel.learned()) {
      write(model, WindowModel.events(), "snapshot-6-window", folder);
    }
  }

  /** A snapshot of format 7, of one network whose answers have bounds. */
  static void writeIntervals(Path folder) throws IOException {
    try (Model model = LearnedModels.withIntervals()) {
      write(model, Flights.events(), "snapshot-7-intervals", folder);
    }
  }

  /** Snapshots of numbers whose scales and histories know where they lie. */
  static void writeBounds(Path folder) throws IOException {
    try (Model model = LearnedModels.learned(Flights.MINUTES)) {
      write(model, Flights.events(), "snapshot-3-bounded-regression", folder);
    }
    try (Model model = Pools.VALUE_POOL.learned()) {
      write(model, Pools.VALUE_POOL.events(), "snapshot-3-bounded-value-pool", folder);
    }
  }

  static String name(Enum<?> of) {
    return of.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void write(Model model, List<Event> events, String name, Path folder)
      throws IOException {
    if (Files.exists(folder.resolve(name + ".grds"))) {
      return;
    }
    write(model, events, snapshot(model), name, folder);
  }

  private static void write(
      Model model, List<Event> events, ModelSnapshot snapshot, String name, Path folder)
      throws IOException {
    Files.write(folder.resolve(name + ".grds"), SnapshotCodec.encode(snapshot));
    Files.writeString(folder.resolve(name + ".predictions"), predictions(model, events));
  }

  private static ModelSnapshot snapshot(Model model) {
    return model.snapshot(VERSION, Flights.LINEAGE);
  }

  private static String predictions(Model model, List<Event> events) {
    StringBuilder lines = new StringBuilder();
    for (Event event : events) {
      List<String> values = new ArrayList<>();
      for (double value : model.predict(event)) {
        values.add(Float.toString((float) value));
      }
      lines.append(String.join(" ", values)).append('\n');
    }
    return lines.toString();
  }
}
