package io.gradstream.local;

import io.gradstream.schemas.ShownText;
import io.gradstream.serving.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process has written, read line by line: it may be long.
 *
 * @param from bytes of the file that are of processes before it
 */
record ProcessLog(Path file, long from) {

  private static final int TAIL = 25; // lines
  private static final int LONGEST = 1000; // characters of a cause

  /** The head of a record, as slf4j's simple logger writes it: {@code ... LEVEL LOGGER - TEXT}. */
  private static final Pattern RECORD =
      Pattern.compile("^.*?\\b(ERROR|WARN|INFO|DEBUG|TRACE) [\\w.$]+ - (.*)$");

  /** What the JVM itself says, and the query service. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "^(?:Exception in thread \"[^\"]*\" |Error: |Terminating due to |%s)(\\S.*)$"
              .formatted(Main.FAILURE));

  private static final Pattern CAUSE = Pattern.compile("^Caused by: (.*)$");
  private static final Pattern EXCEPTION =
      Pattern.compile("^([\\w$]+(?:\\.[\\w$]+)+(?:Exception|Error|Throwable)\\b.*)$");

  /** Why it all began: the innermost cause of the first error that was written. */
  Optional<String> firstCause() {
    try (BufferedReader lines = open()) {
      String line = lines.readLine();
      while (line != null && error(line).isEmpty()) {
        line = lines.readLine();
      }
      return line == null ? Optional.empty() : Optional.of(innermost(line, lines));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> error(String line) {
    Matcher plain = PLAIN.matcher(line);
    if (plain.matches()) {
      return Optional.of(plain.group(1));
    }
    Matcher head = RECORD.matcher(line);
    return head.matches() && head.group(1).equals("ERROR")
        ? Optional.of(head.group(2))
        : Optional.empty();
  }

  private static String innermost(String head, BufferedReader lines) throws IOException {
    String cause = error(head).orElseThrow();
    boolean isException = false;
    for (String line = lines.readLine(); isOfTheSame(line); line = lines.readLine()) {
      Matcher deeper = CAUSE.matcher(line);
      Matcher first = EXCEPTION.matcher(line);
      if (deeper.matches()) {
        cause = deeper.group(1);
        isException = true;
      } else if (!isException && first.matches()) {
        cause = first.group(1);
        isException = true;
      }
    }
    return ShownText.cut(cause, LONGEST);
  }

  private static boolean isOfTheSame(String line) {
    return line != null && !RECORD.matcher(line).matches();
  }

  /** Its last lines. */
  String lastLines() {
    Deque<String> last = new ArrayDeque<>();
    try (BufferedReader lines = open()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last.addLast(line);
        if (last.size() > TAIL) {
          last.removeFirst();
        }
      }
      return String.join("\n", last);
    } catch (IOException e) {
      return "(none: " + e + ")";
    }
  }

  /** Whether it has written a line that begins so. */
  boolean has(String beginning) {
    try (BufferedReader lines = open()) {
      return lines.lines().anyMatch(line -> line.startsWith(beginning));
    } catch (IOException e) {
      return false;
    }
  }

  /** Whatever bytes stand in it. */
  private BufferedReader open() throws IOException {
    InputStream bytes = Files.newInputStream(file);
    bytes.skipNBytes(from);
    return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
  }
}
