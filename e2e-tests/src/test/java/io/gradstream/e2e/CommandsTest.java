package io.gradstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

  /** What is written is looked at before anything is run: its type does that. */
  @Test
  void anOptionThatNamesWhatIsWrittenIsAnOutputFile() {
    List<OptionSpec> written =
        commands()
            .flatMap(command -> command.getCommandSpec().options().stream())
            .filter(option -> option.longestName().matches("--(out|to|save|plot|csv|write-.*)"))
            .toList();
    assertThat(written).hasSizeGreaterThanOrEqualTo(5);
    assertThat(written)
        .allSatisfy(
            option ->
                assertThat(option.typeInfo().getType())
                    .as(option.longestName())
                    .isEqualTo(OutputFile.class));
  }
}
