package io.gradstream.benchmarks.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ours is the real command; MOA has a stand-in that always says the first class. */
class ComparisonTest {

  private static final BenchStream STREAM =
      BenchStream.of(
          "small",
          "small.csv",
          "label",
          List.of(ArffAttribute.number("x"), ArffAttribute.category("label", "0", "1")));

  @TempDir private Path folder;
  private final StringWriter told = new StringWriter();

  /** 300 rows, one label of three is 1. */
  @BeforeEach
  void haveAStream() throws IOException {
    Files.writeString(
        folder.resolve("small.csv"),
        IntStream.range(0, 300)
            .mapToObj(row -> row % 3 + "." + row % 7 + "," + (row % 3 == 2 ? 1 : 0) + "\n")
            .collect(Collectors.joining("", "x,label\n", "")));
  }

  @Test
  void runsOursAndThePeersOnTheSameEvents() throws IOException {
    Evaluate ours = Evaluate.likeThisProcess(folder);
    List<LearningResult> results =
        comparison(Optional.of(ours), Optional.empty(), List.of(Peer.ARF, Peer.HAT)).of(STREAM);
    assertThat(results)
        .extracting(LearningResult::learner)
        .containsExactly("gradstream", "ARF", "HAT");
    assertThat(results).extracting(result -> result.runs().size()).containsExactly(1, 2, 2);
    assertThat(results)
        .allSatisfy(result -> assertThat(result.mean("no_change").orElse(0)).isPositive());
    assertThat(results.get(1).mean("accuracy").orElse(0)).isEqualTo(2 / 3.0, within(1e-9));
    assertThat(told.toString()).contains("measured   small, HAT, seed 2: 0.6667");
  }

  @Test
  void peersRunOnOurFeaturesTooWhenThoseCanBeWritten() throws IOException {
    Evaluate writer = evaluateThatWrites("@relation seen\\n@data\\n0.5,1\\n0.5,0\\n");
    List<LearningResult> results =
        comparison(Optional.empty(), Optional.of(writer), List.of(Peer.ARF)).of(STREAM);
    assertThat(results)
        .extracting(LearningResult::learner)
        .containsExactly("ARF", "ARF, our features");
    assertThat(results.get(1).mean("n")).hasValue(2);
    assertThat(results.get(1).mean("accuracy")).hasValue(0.5);
  }

  @Test
  void peersNeedFeatures() throws IOException {
    List<ArffAttribute> label = STREAM.attributes().subList(1, 2);
    BenchStream bare = BenchStream.of("small", "small.csv", "label", label);
    assertThat(comparison(Optional.empty(), Optional.empty(), List.of(Peer.ARF)).of(bare))
        .isEmpty();
  }

  private Comparison comparison(
      Optional<Evaluate> ours, Optional<Evaluate> features, List<Peer> peers) {
    Moa moa = new Moa(System.getProperty("java.class.path"), folder);
    Events events = new Events(folder, folder, features);
    return new Comparison(events, ours, Optional.of(moa), peers, 1, 2, new PrintWriter(told));
  }

  /** Writes the text to the file behind {@code --write-features}, the last argument. */
  private Evaluate evaluateThatWrites(String arff) {
    String script = "for file; do :; done; printf '" + arff + "' > \"$file\"";
    return new Evaluate(List.of("/bin/sh", "-c", script), folder);
  }
}
