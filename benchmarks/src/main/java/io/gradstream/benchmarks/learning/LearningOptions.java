package io.gradstream.benchmarks.learning;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which streams and learners are measured, and how often. */
final class LearningOptions {

  @Option(
      names = "--streams",
      split = ",",
      paramLabel = "NAME",
      description = {
        "Only these: elec2, weather, flights, phishing, sea, bike, trump, airline; and of",
        "those that are made moving, swapping, runs, blind-runs, tree, rules, letters, rare,",
        "independent, series.",
        "Default: all."
      })
  private List<String> streams = List.of();

  @Option(
      names = "--learners",
      split = ",",
      paramLabel = "NAME",
      description = "Only these: gradstream, ARF, SRP, HAT. Default: all.")
  private List<String> learners = List.of();

  @Option(
      names = "--seeds",
      defaultValue = "5",
      paramLabel = "N",
      description = "Runs of ours, seeds 1 to N (default ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--peer-seeds",
      defaultValue = "1",
      paramLabel = "N",
      description = "Runs of each peer, seeds 1 to N (default ${DEFAULT-VALUE}).")
  private int peerSeeds;

  /** What is wrong with them, or empty text. */
  String problem() {
    List<String> known = BenchStreams.ALL.stream().map(BenchStream::name).toList();
    Stream<String> peers = Arrays.stream(Peer.values()).map(Peer::name);
    List<String> competing = Stream.concat(Stream.of(Comparison.OURS), peers).toList();
    return Stream.of(
            unknown("--streams", streams, known),
            unknown("--learners", learners, competing),
            seeds < 1 ? "--seeds must be at least 1: " + seeds : "",
            peerSeeds < 1 ? "--peer-seeds must be at least 1: " + peerSeeds : "")
        .filter(problem -> !problem.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String unknown(String option, List<String> given, List<String> known) {
    return given.stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .map(name -> option + " must be of " + known + ": " + name)
        .orElse("");
  }

  List<BenchStream> streams() {
    return BenchStreams.ALL.stream()
        .filter(stream -> streams.isEmpty() || streams.contains(stream.name()))
        .toList();
  }

  boolean withOurs() {
    return isChosen(Comparison.OURS);
  }

  List<Peer> peers() {
    return Arrays.stream(Peer.values()).filter(peer -> isChosen(peer.name())).toList();
  }

  private boolean isChosen(String learner) {
    return learners.isEmpty() || learners.contains(learner);
  }

  int seeds() {
    return seeds;
  }

  int peerSeeds() {
    return peerSeeds;
  }
}
