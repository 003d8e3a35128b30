import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * Makes payments.csv.gz, all of it invented: {@code java Generate.java OUT.csv.gz ROWS}. The same rows
 * each time. Fraud is likelier at night, for large amounts, and at some of the merchants; what is large
 * differs by country.
 */
final class Generate {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration DAYS = Duration.ofDays(90);
  private static final String[] COUNTRIES = {"DE", "FR", "GB", "IT", "US"};
  private static final int MERCHANTS = 40;

  private final SplittableRandom random = new SplittableRandom(7);
  private final int rows;

  private Generate(int rows) {
    this.rows = rows;
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: java Generate.java OUT.csv.gz ROWS");
      System.exit(2);
    }
    try (PrintStream out =
        new PrintStream(
            new GZIPOutputStream(Files.newOutputStream(Path.of(args[0]))),
            false,
            StandardCharsets.UTF_8)) {
      new Generate(Integer.parseInt(args[1])).write(out);
    }
  }

  private void write(PrintStream out) {
    out.print("paymentId,paidAt,country,merchant,amount,fraudulent,decidedAt\n");
    for (int row = 0; row < rows; row++) {
      double moment = (row + random.nextDouble()) / rows;
      Instant paid = START.plusSeconds((long) (moment * DAYS.toSeconds()));
      int country = random.nextInt(COUNTRIES.length);
      int merchant = (int) (MERCHANTS * random.nextDouble() * random.nextDouble()); // few have much
      double amount = 3 + 40 * -StrictMath.log(1 - random.nextDouble());
      boolean fraud = random.nextDouble() < risk(paid, country, merchant, amount);
      int days = fraud ? 1 + random.nextInt(20) : 21 + random.nextInt(20); // until it is decided
      out.print(
          String.format(
              Locale.ROOT,
              "p%05d,%s,%s,shop-%02d,%.2f,%b,%s\n",
              row,
              paid,
              COUNTRIES[country],
              merchant,
              amount,
              fraud,
              paid.plus(Duration.ofDays(days))));
    }
  }

  private static double risk(Instant paid, int country, int merchant, double amount) {
    long hour = paid.getEpochSecond() / 3600 % 24;
    double night = hour < 5 ? 2.5 : 0;
    double shop = merchant % 7 == 3 ? 3.2 : 0;
    double large = amount / (60 + 20 * country);
    return 1 / (1 + StrictMath.exp(5.0 - night - shop - large));
  }
}
