import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How good generated images are in the eyes of a classifier: {@code java Judge.java PREDICTIONS},
 * the lines of {@code gradstream predict}. Prints the share of images whose class has a probability of
 * at least 0.9, and the share of each class.
 */
final class Judge {

  private static final Pattern CLASS = Pattern.compile("\"class\":\"([^\"]*)\"");
  private static final Pattern OUTPUT = Pattern.compile("\"probabilities\":\\[([^\\]]*)]");
  private static final double SURE = 0.9;

  private Judge() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: java Judge.java PREDICTIONS.jsonl");
      System.exit(2);
    }
    int images = 0;
    int sure = 0;
    Map<String, Integer> classes = new TreeMap<>();
    try (BufferedReader in = Files.newBufferedReader(Path.of(args[0]))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        images++;
        sure += mostLikely(line) >= SURE ? 1 : 0;
        Matcher name = CLASS.matcher(line);
        if (name.find()) {
          classes.merge(name.group(1), 1, Integer::sum);
        }
      }
    }
    System.out.printf("%d images, %.1f %% with a probability of at least %.1f%n", images,
        100.0 * sure / images, SURE);
    int all = images;
    classes.forEach((name, count) -> System.out.printf("%-9s %.1f %%%n", name, 100.0 * count / all));
  }

  private static double mostLikely(String line) {
    Matcher output = OUTPUT.matcher(line);
    double best = 0;
    if (output.find()) {
      for (String probability : output.group(1).split(",")) {
        best = Math.max(best, Double.parseDouble(probability));
      }
    }
    return best;
  }
}
