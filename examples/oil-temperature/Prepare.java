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
 * Adds to each hour of ETTh1 the oil temperature of the next: {@code java Prepare.java ETTh1.csv.gz
 * OUT.csv.gz}. The last hour has none and is left out.
 */
final class Prepare {

  private Prepare() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: java Prepare.java ETTh1.csv.gz OUT.csv.gz");
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
      out.println(in.readLine() + ",next");
      String row = in.readLine();
      for (String next = in.readLine(); next != null; next = in.readLine()) {
        out.println(row + "," + next.substring(next.lastIndexOf(',') + 1));
        row = next;
      }
    }
  }
}
