package io.gradstream.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A command line that has ended, and so have those who wrote for it: Java reads what its own child
 * has said, and nothing of what that one's children say a moment later.
 *
 * @param output standard output and standard error
 */
record Shell(int exitCode, String output) {

  private static final List<String> TO_THE_LAST_WORD =
      List.of("bash", "-o", "pipefail", "-c", "\"$0\" \"$@\" 2>&1 | cat");

  /** Runs words in a folder, with variables in place of those of this process or beside them. */
  static Shell run(Path folder, Map<String, String> variables, List<String> words)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(TO_THE_LAST_WORD);
    all.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(all).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().remove("GRADSTREAM_JAVA_OPTS"); // what runs here runs as at a user's
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Shell(process.waitFor(), output);
  }
}
