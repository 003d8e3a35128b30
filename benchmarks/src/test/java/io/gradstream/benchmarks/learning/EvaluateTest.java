package io.gradstream.benchmarks.learning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class EvaluateTest {

  @Test
  void canWriteFeaturesWhenTheCommandHasTheOption() {
    CommandSpec evaluate = CommandSpec.create();
    CommandSpec root = CommandSpec.create().addSubcommand("evaluate", evaluate);
    assertThat(Evaluate.canWriteFeatures(root)).isFalse();
    evaluate.addOption(OptionSpec.builder("--write-features").build());
    assertThat(Evaluate.canWriteFeatures(root)).isTrue();
  }

  @Test
  void canNotWhenThereIsNoSuchCommand() {
    assertThat(Evaluate.canWriteFeatures(CommandSpec.create())).isFalse();
  }
}
