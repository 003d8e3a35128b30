package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.workbench.infer.InferredSpec;
import io.gradstream.workbench.infer.SpecInference;
import io.gradstream.workbench.infer.Wanted;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids are learned alike, whether they are written as numbers or as texts. */
final class InferredIdsTest {

  private static final int USERS = 200;
  private static final int ROWS = 8_000;

  @TempDir private Path folder;

  /**
   * Users who each buy more or less often, whatever the order of their ids is.
   *
   * @param before stands before each id
   */
  private Path purchases(String before) throws IOException {
    Random random = new Random(5);
    int[] ids = random.ints(10_000, 100_000).distinct().limit(USERS).toArray();
    double[] taste = random.doubles(USERS).toArray();
    StringBuilder text = new StringBuilder("user,price,bought\n");
    for (int i = 0; i < ROWS; i++) {
      int user = random.nextInt(USERS);
      int bought = random.nextDouble() < taste[user] ? 1 : 0;
      text.append("%s%d,%.2f,%d\n".formatted(before, ids[user], random.nextDouble(), bought));
    }
    return Files.writeString(folder.resolve("purchases.csv"), text);
  }

  private double auc(String before) throws IOException {
    Path file = purchases(before);
    InferredSpec inferred =
        SpecInference.infer(InputFile.of(file), Wanted.of("bought"), Long.MAX_VALUE);
    return Evaluation.run(inferred.spec(), file, Long.MAX_VALUE, System::nanoTime)
        .measure("auc")
        .orElseThrow();
  }

  @Test
  void idsInNumbersAreLearnedAsWellAsIdsInText() throws IOException {
    double ofTexts = auc("user-");
    assertThat(ofTexts).isGreaterThan(0.75);
    assertThat(auc("")).isCloseTo(ofTexts, within(0.01));
  }
}
