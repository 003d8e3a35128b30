package io.gradstream.benchmarks.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.spec.OptimizerSpec.Adam;
import io.gradstream.network.spec.TrainingSpec;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongRunTest {

  private static final TrainingSpec ADAM = TrainingSpec.of(new Adam(0.01f, 0.9f, 0.999f, 1e-8f));

  @TempDir private Path folder;

  /** Images 4x4 of ten classes, each class a pixel of its own. */
  private LabeledImages images(int count) throws IOException {
    try (DataOutputStream pixels = out("train-images-idx3-ubyte.gz");
        DataOutputStream labels = out("train-labels-idx1-ubyte.gz")) {
      for (int header : new int[] {0x803, count, 4, 4}) {
        pixels.writeInt(header);
      }
      labels.writeInt(0x801);
      labels.writeInt(count);
      for (int i = 0; i < count; i++) {
        byte[] image = new byte[16];
        image[i % 10] = (byte) 255;
        pixels.write(image);
        labels.write(i % 10);
      }
    }
    return LabeledImages.read(folder);
  }

  private DataOutputStream out(String name) throws IOException {
    return new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(folder.resolve(name))));
  }

  @Test
  void eachImageIsToldBeforeItIsLearned() throws IOException {
    LabeledImages images = images(2000);
    assertThat(images.count()).isEqualTo(2000);
    assertThat(images.values()).isEqualTo(16);
    try (LongRun run = new LongRun(images, List.of(32), 10, new Contender("Adam", ADAM), 1)) {
      TaskResult first = run.learn(PermutedTask.of(images, 2000, 1, 0));
      assertThat(first.accuracy()).isBetween(0.5, 0.99);
      assertThat(first.activity().units()).isEqualTo(32);
      assertThat(run.learn(PermutedTask.of(images, 2000, 1, 0)).accuracy()).isGreaterThan(0.99);
    }
  }

  @Test
  void theReportHasEarlyAndLateTasksAndItsFiles() throws IOException {
    LabeledImages images = images(100);
    List<TaskResult> results;
    try (LongRun run = new LongRun(images, List.of(8), 10, new Contender("Adam", ADAM), 1)) {
      PermutedTask task = PermutedTask.of(images, 100, 1, 0);
      results = IntStream.range(0, 30).mapToObj(t -> run.learn(task)).toList();
    }
    double expected =
        results.subList(4, 25).stream().mapToDouble(TaskResult::accuracy).average().orElseThrow();
    assertThat(PlasticityReport.early(results)).isCloseTo(expected, within(1e-12));
    expected =
        results.subList(10, 30).stream().mapToDouble(TaskResult::accuracy).average().orElseThrow();
    assertThat(PlasticityReport.late(results)).isCloseTo(expected, within(1e-12));

    PlasticityReport report = new PlasticityReport(Map.of("Adam", results));
    assertThat(report.text()).contains("tasks 5-25").contains("Adam");
    report.writeCsv(folder.resolve("tasks.csv"));
    assertThat(folder.resolve("tasks.csv")).content().contains("Adam,1,").contains("Adam,30,");
    AccuracyPlot.write(report.results(), folder.resolve("plot.png"));
    assertThat(ImageIO.read(folder.resolve("plot.png").toFile()).getWidth()).isEqualTo(1000);
  }
}
