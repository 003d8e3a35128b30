import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes JSON lines of the tab-separated SMS Spam Collection, in its order: {@code java Prepare.java
 * sms.tsv.gz OUT.jsonl.gz}.
 */
final class Prepare {

  private Prepare() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: java Prepare.java SMS.tsv.gz OUT.jsonl.gz");
      System.exit(2);
    }
    try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(Path.of(args[0]))),
                    StandardCharsets.UTF_8));
        PrintStream out =
            new PrintStream(
                new GZIPOutputStream(Files.newOutputStream(Path.of(args[1]))),
                false,
                StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int tab = line.indexOf('\t');
        boolean spam = line.startsWith("spam");
        out.println("{\"spam\": " + spam + ", \"text\": " + quoted(line.substring(tab + 1)) + "}");
      }
    }
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
