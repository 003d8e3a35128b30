import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * Makes invented.csv.gz, all of it invented: {@code java Generate.java OUT.csv.gz HOURS}. The same
 * rows each time. Dust is emitted by day more than by night, carried off by the wind, which comes
 * and goes over days, and measured with an error. One measurement of dust in fifty is missing, and
 * each station is silent for 30 hours.
 */
final class Generate {

  private static final LocalDateTime START = LocalDateTime.parse("2026-01-01T00:00");
  private static final String[] STATIONS = {"hill", "market", "river", "station"};
  private static final int SILENT = 30; // hours

  private final SplittableRandom random = new SplittableRandom(16);
  private final double[] dust = {40, 90, 60, 80}; // by station, micrograms a cubic metre
  private double wind = 2; // metres a second, of all
  private double front; // how the wind will be

  private Generate() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: java Generate.java OUT.csv.gz HOURS");
      System.exit(2);
    }
    try (PrintStream out =
        new PrintStream(
            new GZIPOutputStream(Files.newOutputStream(Path.of(args[0]))),
            false,
            StandardCharsets.UTF_8)) {
      new Generate().write(out, Integer.parseInt(args[1]));
    }
  }

  private void write(PrintStream out, int hours) {
    out.print("time,station,pm25,pm10,so2,no2,co,o3,temp,pres,dewp,rain,wspm\n");
    for (int hour = 0; hour < hours; hour++) {
      double sun = Math.max(0, StrictMath.sin((hour % 24 - 6) * StrictMath.PI / 12));
      front = 0.98 * front + 0.3 * gauss();
      wind = Math.max(0.2, 0.9 * wind + 0.1 * (2 + front) + 0.2 * gauss());
      for (int station = 0; station < STATIONS.length; station++) {
        step(station, sun);
        boolean silent = hour / SILENT == 10 + 5 * station;
        if (!silent) {
          out.print(row(START.plusHours(hour), station, sun));
        }
      }
    }
  }

  private void step(int station, double sun) {
    double emitted = (2 + station) * (0.5 + sun);
    double carried = dust[station] * Math.min(0.5, 0.01 + 0.012 * wind * wind);
    dust[station] = Math.max(2, dust[station] + emitted - carried + gauss());
  }

  private String row(LocalDateTime time, int station, double sun) {
    double measured = Math.max(1, dust[station] * (1 + 0.08 * gauss()));
    String pm25 = random.nextInt(50) == 0 ? "" : text(measured);
    return String.join(
            ",",
            time.toString(),
            STATIONS[station],
            pm25,
            text(1.3 * dust[station] * (1 + 0.08 * gauss())),
            text(5 + 0.05 * dust[station] * (1 + 0.1 * gauss())),
            text(20 + 0.3 * dust[station] + 2 * gauss()),
            text(500 + 8 * dust[station] + 30 * gauss()),
            text(Math.max(1, 40 + 50 * sun - 0.2 * dust[station] + 5 * gauss())),
            text(2 + 8 * sun - 0.5 * wind + 0.3 * gauss()),
            text(1020 + 3 * front + 0.3 * gauss()),
            text(-5 - 2 * front + 0.5 * gauss()),
            "0.0",
            text(Math.max(0, wind + 0.2 * gauss())))
        + "\n";
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private double gauss() {
    return random.nextGaussian();
  }
}
