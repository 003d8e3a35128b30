import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Brings the files of the twelve stations into one, by time: {@code java Prepare.java FOLDER
 * OUT.csv.gz}. Each hour stays what it is; names have no dots, and date and hour are one time.
 */
final class Prepare {

  private static final String NAMES =
      "time,station,pm25,pm10,so2,no2,co,o3,temp,pres,dewp,rain,wspm\n";
  private static final int FIRST = 5; // column of the first measurement
  private static final int WIND = 15; // column of the wind's direction, which is left out

  private Prepare() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: java Prepare.java FOLDER OUT.csv.gz");
      System.exit(2);
    }
    List<String> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      for (Path file : files.filter(of -> of.toString().endsWith(".csv.gz")).toList()) {
        try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
          in.lines().skip(1).map(Prepare::row).forEach(rows::add);
        }
      }
    }
    rows.sort(null); // by time, then by station
    try (PrintStream out =
        new PrintStream(
            new GZIPOutputStream(Files.newOutputStream(Path.of(args[1]))),
            false,
            StandardCharsets.UTF_8)) {
      out.print(NAMES);
      rows.forEach(row -> out.print(row + "\n"));
    }
  }

  private static String row(String line) {
    String[] cells = line.replace("\"", "").split(",", -1);
    List<String> values = new ArrayList<>(Arrays.asList(cells).subList(FIRST, cells.length - 1));
    values.remove(WIND - FIRST);
    return "%s-%02d-%02dT%02d:00,%s,"
            .formatted(
                cells[1],
                Integer.parseInt(cells[2]),
                Integer.parseInt(cells[3]),
                Integer.parseInt(cells[4]),
                cells[cells.length - 1])
        + values.stream().map(value -> value.equals("NA") ? "" : value).collect(Collectors.joining(","));
  }
}
