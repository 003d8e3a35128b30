package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many keys on RocksDB with a heap of 512 MB, in a process of their own. The long form: {@code
 * ./mvnw test -pl operators -Dtest=ManyKeysTest -Dgradstream.keys=1000000}.
 */
class ManyKeysTest {

  private static final int KEYS = Integer.getInteger("gradstream.keys", 50_000);
  private static final long MOST_BYTES_PER_KEY = 4L << 30 >> 20; // 4 GiB for 2^20 keys

  @TempDir Path folder;

  @Test
  void aKeyTakesLittleDiskAndNoHeap() throws Exception {
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    int exit = process.waitFor();
    String text = Files.readString(said);

    assertThat(exit).as(text).isZero();
    System.out.println(text.lines().filter(line -> line.startsWith("{")).findFirst().orElse(text));
    assertThat(number("keys", text)).isEqualTo(KEYS);
    assertThat(number("databaseBytes", text)).isBetween(1L, KEYS * MOST_BYTES_PER_KEY);
    assertThat(number("checkpointBytes", text)).isBetween(1L, KEYS * MOST_BYTES_PER_KEY);
  }

  private List<String> command() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!argument.startsWith("-Xmx")) {
        command.add(argument);
      }
    }
    command.add("-Xmx512m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ManyKeys.class.getName());
    command.add(Integer.toString(KEYS));
    command.add(Files.createDirectory(folder.resolve("state")).toString());
    return command;
  }

  private static long number(String name, String json) {
    Matcher matcher = Pattern.compile("\"" + name + "\":([0-9]+)").matcher(json);
    assertThat(matcher.find()).as(json).isTrue();
    return Long.parseLong(matcher.group(1));
  }
}
