package io.gradstream.benchmarks.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of the streams: the same events for each learner, in the form it reads. */
final class Events {

  private final Path data;
  private final Path folder;
  private final Optional<Evaluate> features;
  private final Map<String, StreamFiles> made = new HashMap<>();

  /**
   * @param data folder of the data sets
   * @param folder for what is made of them
   * @param features writes what our networks see; empty when that is not asked for
   */
  Events(Path data, Path folder, Optional<Evaluate> features) {
    this.data = data;
    this.folder = folder;
    this.features = features;
  }

  /**
   * A stream's files.
   *
   * @param table what {@code evaluate} reads
   * @param arff the same for MOA
   * @param features what our networks see of each row, for MOA
   */
  record StreamFiles(Path table, Path arff, Optional<Path> features, long rows) {}

  boolean hasFeatures() {
    return features.isPresent();
  }

  /** Paths of data sets that are not there. */
  static List<Path> missing(Path data, List<BenchStream> streams) {
    return streams.stream()
        .flatMap(stream -> stream.file().stream())
        .map(data::resolve)
        .filter(file -> !Files.isRegularFile(file))
        .toList();
  }

  /**
   * Makes them when they are first asked for.
   *
   * @param seed of a generated stream
   */
  StreamFiles of(BenchStream stream, long seed) throws IOException {
    String name = stream.file().isPresent() ? stream.name() : stream.name() + "-" + seed;
    StreamFiles files = made.get(name);
    if (files == null) {
      files = make(name, stream, seed);
      made.put(name, files);
    }
    return files;
  }

  private StreamFiles make(String name, BenchStream stream, long seed) throws IOException {
    Path table = stream.file().map(data::resolve).orElse(folder.resolve(name + ".csv"));
    if (stream.file().isEmpty()) {
      stream.generator().write(seed, table);
    }
    Path arff = folder.resolve(name + ".arff");
    long rows = new ArffFile(stream.attributes(), stream.limit()).write(table, arff);
    if (features.isEmpty()) {
      return new StreamFiles(table, arff, Optional.empty(), rows);
    }
    Path seen = folder.resolve(name + "-features.arff");
    features.get().writeFeatures(stream, table, rows, seen);
    return new StreamFiles(table, arff, Optional.of(seen), rows);
  }
}
