package io.gradstream.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Flink refused a request; the message is what a job's main method said, or that of the innermost
 * cause.
 */
public final class FlinkRestException extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final Pattern MAIN = Pattern.compile("The main method caused an error: ([^\\n]*)");
  private static final Pattern CAUSE = Pattern.compile("Caused by: (?:[\\w.$]+: )?([^\\n]*)");

  FlinkRestException(int status, JsonNode errors) {
    super("Flink answered " + status + ": " + message(errors));
  }

  /** Flink sends a whole stack trace as one text. */
  private static String message(JsonNode errors) {
    String text = errors.isEmpty() ? errors.toString() : errors.get(errors.size() - 1).asText();
    Matcher main = MAIN.matcher(text);
    if (main.find()) {
      return main.group(1);
    }
    return CAUSE
        .matcher(text)
        .results()
        .map(cause -> cause.group(1))
        .reduce(text, (earlier, later) -> later);
  }
}
