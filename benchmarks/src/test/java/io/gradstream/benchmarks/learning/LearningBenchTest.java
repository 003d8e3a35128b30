package io.gradstream.benchmarks.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LearningBenchTest {

  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  @Test
  void namesEveryFileThatIsMissing() {
    assertThat(run("--streams", "elec2,phishing", "--learners", "gradstream")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--data " + folder + " lacks these files (docs/learning-quality.md):")
        .contains(folder.resolve("elec2/elecNormNew.arff.gz").toString())
        .contains(folder.resolve("river-small/phishing.csv.gz").toString());
  }

  @Test
  void namesTheStreamsAndLearnersThereAre() {
    assertThat(run("--streams", "elec")).isEqualTo(2);
    assertThat(err.toString()).contains("--streams must be of [elec2, weather, flights,");
    assertThat(run("--learners", "HT")).isEqualTo(2);
    assertThat(err.toString()).contains("--learners must be of [gradstream, ARF, SRP, HAT]: HT");
  }

  @Test
  void wantsARun() {
    assertThat(run("--seeds", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--seeds must be at least 1: 0");
  }

  @Test
  void everyStreamIsInTheHelp() throws IOException {
    String help = new CommandLine(new LearningBench()).getUsageMessage();
    assertThat(BenchStreams.ALL).allSatisfy(stream -> assertThat(help).contains(stream.name()));
  }

  private int run(String... words) {
    CommandLine command = new CommandLine(new LearningBench()).setErr(new PrintWriter(err, true));
    String[] all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--data";
    all[words.length + 1] = folder.toString();
    return command.execute(all);
  }
}
