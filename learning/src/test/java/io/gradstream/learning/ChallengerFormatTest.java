package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.history.HistoryGroup;
import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.learning.drift.MonitorConfig;
import io.gradstream.learning.drift.ladder.ChallengerConfig;
import io.gradstream.learning.drift.ladder.Command.Start;
import io.gradstream.learning.drift.ladder.DriftConfig;
import io.gradstream.learning.drift.ladder.LadderConfig;
import io.gradstream.learning.drift.ladder.RateRaiseConfig;
import io.gradstream.learning.drift.ladder.RefreshConfig;
import io.gradstream.learning.drift.ladder.RollBackConfig;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.Anchor;
import io.gradstream.model.MemberSpec;
import io.gradstream.schemas.MetricReport.Measure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * A learner with a challenger beside it, as its state was when a challenger was a learner of its
 * own, with an encoder, a history and scores: it goes on with the same bits, now that both are
 * members over the same rows. Of least squares alone, whose bits are those of every machine.
 */
final class ChallengerFormatTest {

  /** The state before, by part and index, and 300 examples later. */
  private record Stored(RecordingStore before, int examples, RecordingStore after, int later) {}

  private static LearnerSpec spec() {
    DriftConfig impatient =
        new DriftConfig(
            MonitorConfig.DEFAULT,
            new LadderConfig(
                Optional.of(new RateRaiseConfig(2, 100)),
                Optional.of(new RefreshConfig(0.25)),
                Optional.of(new ChallengerConfig(Start.FRESH, 1, 0.2, 20, 800)),
                Optional.of(new RollBackConfig(0.2, 200)),
                50,
                50,
                0.01,
                false));
    return TestSpecs.with(
        TestSpecs.pool(
            TestSpecs.VALUE,
            EnumSet.allOf(HistoryGroup.class),
            List.of(
                new MemberSpec.Linear(Optional.of(HistoryGroup.LABELS), Anchor.LAST),
                new MemberSpec.Linear(Optional.empty(), Anchor.MEAN))),
        impatient);
  }

  private static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (Example example : Examples.of(TestSpecs.VALUE, 6000, 3)) {
      boolean turned = examples.size() / 1500 % 2 == 1;
      examples.add(
          turned
              ? new Example(
                  example.event(),
                  example.id(),
                  (float) (2000 - example.target()),
                  example.position())
              : example);
    }
    return examples;
  }

  private static Stored stored() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    ChallengerFormatTest.class.getResourceAsStream("challenger-state-1.txt.gz")),
                StandardCharsets.US_ASCII))) {
      RecordingStore before = new RecordingStore();
      RecordingStore after = new RecordingStore();
      int examples = Integer.parseInt(lines.readLine().split(" ")[1]);
      String line = lines.readLine();
      for (; !line.startsWith("AFTER"); line = lines.readLine()) {
        put(line, before);
      }
      int later = Integer.parseInt(line.split(" ")[1]);
      for (line = lines.readLine(); line != null; line = lines.readLine()) {
        put(line, after);
      }
      return new Stored(before, examples, after, later);
    }
  }

  private static void put(String line, RecordingStore store) {
    String[] words = line.split(" ");
    store.putPart(
        Part.valueOf(words[0]), Integer.parseInt(words[1]), HexFormat.of().parseHex(words[2]));
  }

  @Test
  void aChallengerOfBeforeGoesOnBitForBit() throws IOException {
    Stored stored = stored();
    RecordingStore store = stored.before();
    try (Learner learner = spec().newLearner("elsewhere", 2)) {
      learner.read("k", 1, store);
      assertThat(learner.drift().orElseThrow().hasChallenger()).isTrue();
      examples().subList(stored.examples(), stored.later()).forEach(learner::learn);
      learner.write(store);
    }

    // The history has another format since; what follows from it is the same.
    for (Part part : List.of(Part.PROGRESS, Part.MIX, Part.LINEAR)) {
      for (int index = 0; stored.after().part(part, index) != null; index++) {
        assertThat(store.part(part, index))
            .as("%s %d", part, index)
            .isEqualTo(stored.after().part(part, index));
      }
    }
    assertThat(ofNoWindow(store)).isEqualTo(ofNoWindow(stored.after()));
    int challenger = 1 << 24;
    assertThat(store.part(Part.MIX, challenger))
        .isEqualTo(stored.after().part(Part.MIX, challenger));
    assertThat(store.part(Part.LINEAR, challenger + 1))
        .isEqualTo(stored.after().part(Part.LINEAR, challenger + 1));
  }

  /** Scores of both formats, but for the window, which was shorter then. */
  private static List<Measure> ofNoWindow(RecordingStore store) {
    Scores scores = Scores.of(TestSpecs.VALUE);
    scores.restore(store.part(Part.SCORES, 0));
    return scores.measures().stream().filter(of -> !of.name().endsWith("_window")).toList();
  }
}
