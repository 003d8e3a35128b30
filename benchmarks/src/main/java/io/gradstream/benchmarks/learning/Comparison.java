package io.gradstream.benchmarks.learning;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs learners over a stream, one process at a time.
 *
 * @param ours empty: without ours
 * @param moa empty: without peers
 * @param peers which of MOA's
 * @param seeds runs of ours, with seeds 1, 2, ...; a generated stream has the same seed
 * @param peerSeeds runs of each peer, likewise
 * @param out told of each run
 */
record Comparison(
    Events events,
    Optional<Evaluate> ours,
    Optional<Moa> moa,
    List<Peer> peers,
    int seeds,
    int peerSeeds,
    PrintWriter out) {

  static final String OURS = "gradstream";

  /** One run of a learner. */
  private interface Learning {
    Run run(long seed) throws IOException;
  }

  /** Which of a stream's files a peer reads. */
  private interface Arff {
    Path of(Events.StreamFiles files);
  }

  List<LearningResult> of(BenchStream stream) throws IOException {
    List<LearningResult> results = new ArrayList<>();
    if (ours.isPresent()) {
      results.add(repeat(stream, OURS, seeds, seed -> run(ours.get(), stream, seed)));
    }
    if (moa.isPresent()) {
      if (stream.hasFeaturesForPeers()) {
        results.addAll(ofPeers(stream, "", Events.StreamFiles::arff));
      }
      if (events.hasFeatures()) {
        results.addAll(ofPeers(stream, ", our features", files -> files.features().orElseThrow()));
      }
    }
    return results;
  }

  private List<LearningResult> ofPeers(BenchStream stream, String suffix, Arff arff)
      throws IOException {
    List<LearningResult> results = new ArrayList<>();
    for (Peer peer : peers) {
      String learner = peer.commandLine(stream.isRegression());
      if (!learner.isEmpty()) {
        String label = peer.label(stream.isRegression()) + suffix;
        results.add(
            repeat(stream, label, peerSeeds, seed -> run(moa.get(), learner, stream, arff, seed)));
      }
    }
    return results;
  }

  private Run run(Evaluate evaluate, BenchStream stream, long seed) throws IOException {
    Events.StreamFiles files = events.of(stream, seed);
    return evaluate.run(stream, files.table(), seed, files.rows());
  }

  private Run run(Moa runner, String learner, BenchStream stream, Arff arff, long seed)
      throws IOException {
    Events.StreamFiles files = events.of(stream, seed);
    return runner.run(learner, seed, arff.of(files), files.rows(), stream.warmUp());
  }

  private LearningResult repeat(BenchStream stream, String label, int times, Learning learning)
      throws IOException {
    List<Run> runs = new ArrayList<>();
    for (int seed = 1; seed <= times; seed++) {
      Run run = learning.run(seed);
      runs.add(run);
      out.printf(
          Locale.ROOT,
          "measured   %s, %s, seed %d: %.4f, %.1f cpu s%n",
          stream.name(),
          label,
          seed,
          run.quality().measure(stream.isRegression() ? "mae" : "accuracy").orElse(Double.NaN),
          run.cpu());
      out.flush();
    }
    return new LearningResult(stream.name(), label, runs);
  }
}
