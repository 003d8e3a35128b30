import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes train.jsonl.gz and test.jsonl.gz of a text: {@code java Prepare.java input.txt.gz FOLDER
 * SEED}. A row is a passage of 65 characters, 64 to read and 64 to predict. Training rows start
 * anywhere in the first nine tenths of the text, at random; test rows are all passages of the last
 * tenth, one after the other, each starting at the last character of the one before.
 */
final class Prepare {

  private static final int CONTEXT = 64;
  private static final int TRAINING_ROWS = 12 * 2000;

  private Prepare() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("usage: java Prepare.java INPUT.txt.gz FOLDER SEED");
      System.exit(2);
    }
    String text = read(Path.of(args[0]));
    Path to = Files.createDirectories(Path.of(args[1]));
    int split = text.length() / 10 * 9;
    Random random = new Random(Long.parseLong(args[2]));
    try (PrintStream out = create(to.resolve("train.jsonl.gz"))) {
      for (int row = 0; row < TRAINING_ROWS; row++) {
        write(out, text, random.nextInt(split - CONTEXT));
      }
    }
    try (PrintStream out = create(to.resolve("test.jsonl.gz"))) {
      for (int start = split; start + CONTEXT < text.length(); start += CONTEXT) {
        write(out, text, start);
      }
    }
  }

  private static String read(Path file) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static PrintStream create(Path file) throws IOException {
    return new PrintStream(
        new GZIPOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8);
  }

  private static void write(PrintStream out, String text, int start) {
    String passage = text.substring(start, start + CONTEXT + 1);
    String escaped =
        passage.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    out.println("{\"text\": \"" + escaped + "\"}");
  }
}
