import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes trips.csv.gz: {@code java Prepare.java taxis.csv.gz trips.csv.gz}. Sorts the trips by their
 * pickup and leaves out what is neither known at the pickup nor the total: fare, tip, tolls, payment.
 */
final class Prepare {

  // Columns of the source, in its order.
  private static final int PICKUP = 0;
  private static final int DROPOFF = 1;
  private static final int PASSENGERS = 2;
  private static final int DISTANCE = 3;
  private static final int TOTAL = 7;
  private static final int COLOR = 8;
  private static final int PICKUP_ZONE = 10;
  private static final int DROPOFF_ZONE = 11;
  private static final int PICKUP_BOROUGH = 12;
  private static final int DROPOFF_BOROUGH = 13;

  private Prepare() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("java Prepare.java taxis.csv.gz trips.csv.gz");
      System.exit(2);
    }
    List<String[]> trips = read(Path.of(args[0]));
    trips.sort(Comparator.comparing((String[] trip) -> trip[PICKUP])); // stable
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new SmallestGzip(Files.newOutputStream(Path.of(args[1]))),
                StandardCharsets.UTF_8))) {
      out.write(
          "tripId,pickup,passengers,distance,color,pickupZone,dropoffZone,pickupBorough,"
              + "dropoffBorough,dropoff,total\n");
      for (int id = 0; id < trips.size(); id++) {
        out.write(trip(id, trips.get(id)));
      }
    }
  }

  private static List<String[]> read(Path file) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      in.readLine();
      return in.lines().map(line -> line.split(",", -1)).collect(Collectors.toList());
    }
  }

  private static String trip(int id, String[] row) {
    return String.join(
            ",",
            Integer.toString(id),
            row[PICKUP],
            row[PASSENGERS],
            row[DISTANCE],
            row[COLOR],
            row[PICKUP_ZONE],
            row[DROPOFF_ZONE],
            row[PICKUP_BOROUGH],
            row[DROPOFF_BOROUGH],
            row[DROPOFF],
            row[TOTAL])
        + "\n";
  }

  private static final class SmallestGzip extends GZIPOutputStream {
    SmallestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
