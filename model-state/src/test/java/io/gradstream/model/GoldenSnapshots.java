package io.gradstream.model;

import io.gradstream.features.Event;
import io.gradstream.schemas.Version;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The golden files: one snapshot of each kind of target in every format version ever written, and
 * what it predicted when it was written. {@link #main} writes those of a new format; files already
 * there are never written again.
 */
final class GoldenSnapshots {

  static final Map<String, TargetSpec> TARGETS =
      Map.of("binary", Flights.LATE, "multi-class", Flights.CAUSE, "regression", Flights.MINUTES);

  static final Version VERSION = new Version(3, 20);

  private GoldenSnapshots() {}

  static byte[] snapshot(int format, String target) throws IOException {
    try (InputStream file = resource("snapshot-" + format + "-" + target + ".grds")) {
      return file.readAllBytes();
    }
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
    InputStream stream = GoldenSnapshots.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IOException("no golden file " + name);
    }
    return stream;
  }

  /** Arguments: the folder of these test resources, the format version. */
  public static void main(String[] args) throws IOException {
    for (Map.Entry<String, TargetSpec> target : TARGETS.entrySet()) {
      String name = "snapshot-" + args[1] + "-" + target.getKey();
      try (Model model = LearnedModels.learned(target.getValue())) {
        byte[] bytes = SnapshotCodec.encode(model.snapshot(VERSION, Flights.LINEAGE));
        Files.write(Files.createFile(Path.of(args[0], name + ".grds")), bytes);
        Files.writeString(Path.of(args[0], name + ".predictions"), predictions(model));
      }
    }
  }

  private static String predictions(Model model) {
    StringBuilder lines = new StringBuilder();
    for (Event event : Flights.events()) {
      List<String> values = new ArrayList<>();
      for (float value : model.predict(event)) {
        values.add(Float.toString(value));
      }
      lines.append(String.join(" ", values)).append('\n');
    }
    return lines.toString();
  }
}
