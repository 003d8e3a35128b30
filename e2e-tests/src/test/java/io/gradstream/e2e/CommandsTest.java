package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.cli.Gradstream;
import io.gradstream.cli.output.OutputFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What holds for every command. */
final class CommandsTest {

  private static Stream<CommandLine> commands() {
    return under(Gradstream.commandLine());
  }

  private static Stream<CommandLine> under(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(CommandsTest::under));
  }

  @Test
  void everyCommandShowsAnExampleOfItself() {
    assertThat(commands()).hasSizeGreaterThan(15);
    assertThat(commands())
        .allSatisfy(
            command -> {
              String name = command.getCommandSpec().qualifiedName();
              assertThat(command.getUsageMessage())
                  .as(name)
                  .containsPattern("Examples?:")
                  .containsPattern("\n  .*\\b" + name + " ");
            });
  }

  @Test
  void everyOptionSaysWhatItIs() {
    assertThat(commands().flatMap(command -> command.getCommandSpec().args().stream()))
        .allSatisfy(
            argument ->
                assertThat(String.join("", argument.description()))
                    .as("%s of %s", argument.paramLabel(), argument.command().qualifiedName())
                    .isNotBlank());
  }

  /** What is written is looked at before anything is run: its type does that. */
  @Test
  void anOptionThatNamesWhatIsWrittenIsAnOutputFile() {
    List<OptionSpec> written =
        commands()
            .flatMap(command -> command.getCommandSpec().options().stream())
            .filter(option -> option.longestName().matches("--(out|to|save|plot|csv|write-.*)"))
            .toList();
    assertThat(written).hasSizeGreaterThanOrEqualTo(8);
    assertThat(written)
        .allSatisfy(option -> assertThat(typeOf(option)).isEqualTo(OutputFile.class));
  }

  private static Class<?> typeOf(OptionSpec option) {
    return option.typeInfo().isOptional()
        ? option.typeInfo().getAuxiliaryTypes()[0]
        : option.typeInfo().getType();
  }
}
