package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.history.HistoryGroup;
import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.Anchor;
import io.gradstream.model.MemberSpec;
import io.gradstream.schemas.MetricReport.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The parts of a pool's state as the first format had them: every later one must read them. Of
 * least squares alone, whose bits are those of every machine.
 */
final class PoolFormatsTest {

  private static final Path FILE =
      Path.of("src/test/resources/io/gradstream/learning/pool-state-1.txt");
  private static final List<Part> PARTS =
      List.of(Part.HISTORY, Part.MIX, Part.LINEAR, Part.REPLAY, Part.SCORES);
  private static final int EXAMPLES = 30;

  private final List<Example> examples = Examples.of(TestSpecs.VALUE, 60, 1);

  private static LearnerSpec spec() {
    return TestSpecs.pool(
        TestSpecs.VALUE,
        EnumSet.allOf(HistoryGroup.class),
        List.of(new MemberSpec.Linear(Optional.of(HistoryGroup.LABELS), Anchor.SEASON_CHANGE)));
  }

  private static RecordingStore written(List<Example> examples) {
    RecordingStore store = new RecordingStore();
    try (Learner learner = spec().newLearner("k", 1)) {
      examples.forEach(learner::learn);
      learner.write(store);
    }
    return store;
  }

  /** {@code ./mvnw test -pl learning -Dtest=PoolFormatsTest -Dgradstream.write=true} writes it. */
  @BeforeAll
  static void writeTheFileThatIsMissing() throws IOException {
    if (Boolean.getBoolean("gradstream.write") && !Files.exists(FILE)) {
      RecordingStore store = written(Examples.of(TestSpecs.VALUE, EXAMPLES, 1));
      List<String> lines = new ArrayList<>();
      for (Part part : PARTS) {
        lines.add(part + " " + HexFormat.of().formatHex(store.part(part, 0)));
      }
      Files.write(FILE, lines);
    }
  }

  /** A learner of now scales what it sees in another way, so that it is near and not the same. */
  @Test
  void partsOfTheFirstFormatAreReadAndGoOn() throws IOException {
    RecordingStore store = written(examples.subList(0, EXAMPLES));
    for (String line : Files.readAllLines(FILE)) {
      Part part = Part.valueOf(line.split(" ")[0]);
      byte[] stored = HexFormat.of().parseHex(line.split(" ")[1]);
      if (part == Part.SCORES) { // of a format before: what it told is told
        assertTells(stored, EXAMPLES);
      } else if (part == Part.HISTORY) { // of a format before: it goes on to the same members
        store.putPart(part, 0, stored);
      } else {
        store.putPart(part, 0, stored);
      }
    }
    try (Learner learner = spec().newLearner("elsewhere", 2)) {
      learner.read("k", 1, store);
      examples.subList(EXAMPLES, 60).forEach(learner::learn);
      learner.write(store);
    }

    assertTells(store.part(Part.SCORES, 0), 60);
    double anew = error(written(examples));
    assertThat(error(store)).isCloseTo(anew, within(0.1 * anew));
  }

  private static double error(RecordingStore store) {
    Scores read = Scores.of(TestSpecs.VALUE);
    read.restore(store.part(Part.SCORES, 0));
    return read.measures().stream()
        .filter(measure -> measure.name().equals("mae"))
        .mapToDouble(Measure::value)
        .findFirst()
        .orElseThrow();
  }

  private static void assertTells(byte[] scores, int examples) {
    Scores read = Scores.of(TestSpecs.VALUE);
    read.restore(scores);
    assertThat(read.measures())
        .contains(new Measure("n", examples), new Measure("n_scored", examples - 1));
    assertThat(read.measures()).extracting(Measure::name).contains("mae", "mae_window");
  }
}
