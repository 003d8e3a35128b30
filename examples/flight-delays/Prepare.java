import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes flights.csv.gz: {@code java Prepare.java IN.csv.gz OUT.csv.gz ROWS}. The input has the
 * columns date, delay, distance, origin, destination and is in time order.
 */
final class Prepare {

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final int ON_THE_GROUND = 30; // minutes: taxi, climb, approach
  private static final double MILES_A_MINUTE = 7.5;

  private Prepare() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("usage: java Prepare.java IN.csv.gz OUT.csv.gz ROWS");
      System.exit(2);
    }
    int rows = Integer.parseInt(args[2]);
    try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(Path.of(args[0]))),
                    StandardCharsets.UTF_8));
        BufferedWriter out =
            new BufferedWriter(
                new OutputStreamWriter(
                    new SmallestGzip(Files.newOutputStream(Path.of(args[1]))),
                    StandardCharsets.UTF_8))) {
      in.readLine();
      out.write("flightId,scheduled,distance,origin,destination,landed,delayMinutes\n");
      for (int id = 0; id < rows; id++) {
        out.write(flight(id, in.readLine().split(",")));
      }
    }
  }

  private static String flight(int id, String[] row) {
    LocalDateTime scheduled = LocalDateTime.parse(row[0], MINUTE);
    int delay = Integer.parseInt(row[1]);
    int distance = Integer.parseInt(row[2]);
    LocalDateTime landed =
        scheduled.plusMinutes(
            Math.round(ON_THE_GROUND + distance / MILES_A_MINUTE + Math.max(delay, 0)));
    return "%d,%s,%d,%s,%s,%s,%d\n"
        .formatted(id, row[0], distance, row[3], row[4], landed.format(MINUTE), delay);
  }

  private static final class SmallestGzip extends GZIPOutputStream {
    SmallestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
