import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Makes pumps.csv.gz: two pumps of a water works, a row every ten minutes for sixty days. Invented,
 * not measured.
 *
 * <p>The flow (m3/h) follows the town's demand: mornings and evenings, less on weekends. The head
 * (m) is what the pipe needs for it, {@code 20 + 0.002 flow^2}. The motor's power is flow times head
 * over the efficiency, and the current (A) that over the voltage, which wanders. The bearing (C)
 * takes 1 % of the power as heat, and loses it to the room in a time constant of two hours. Faults
 * are in the column fault, which no learner reads.
 *
 * <p>Usage: {@code java Generate.java pumps.csv.gz}
 */
final class Generate {

  private static final LocalDateTime START = LocalDateTime.of(2024, 3, 4, 0, 0);
  private static final int STEPS = 60 * 24 * 6;
  private static final double MINUTES = 10;
  private static final double ROOM = 18; // C
  private static final double LAG = 120; // minutes
  private static final double WARMTH = 0.35; // C a kW of power

  /** What goes wrong with a pump, from a step on, for so many. */
  private enum Fault {
    BLOCKED(0, 3000, 12),
    LEAK(0, 4700, 30),
    HOT_BEARING(0, 6300, 24),
    STUCK_SENSOR(0, 7900, 36),
    WORN(1, 3600, 60),
    BLOCKED_AGAIN(1, 5200, 6),
    LOW_VOLTAGE(1, 6900, 9),
    HOT_AGAIN(1, 8200, 24);

    private final int pump;
    private final int first;
    private final int steps;

    Fault(int pump, int first, int steps) {
      this.pump = pump;
      this.first = first;
      this.steps = steps;
    }

    static Fault at(int pump, int step) {
      for (Fault fault : values()) {
        if (fault.pump == pump && step >= fault.first && step < fault.first + fault.steps) {
          return fault;
        }
      }
      return null;
    }
  }

  private Generate() {}

  public static void main(String[] args) throws IOException {
    Random random = new Random(7);
    double[] bearing = {30, 30};
    double[] wander = new double[2];
    double[] stuck = new double[2];
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(Path.of(args[0]))),
                StandardCharsets.UTF_8))) {
      out.write("time,pump,flow,head,current,bearing,fault\n");
      for (int step = 0; step < STEPS; step++) {
        for (int pump = 0; pump < 2; pump++) {
          Fault fault = Fault.at(pump, step);
          LocalDateTime time = START.plusMinutes((long) (MINUTES * step));
          wander[pump] = 0.98 * wander[pump] + random.nextGaussian();
          double flow = Math.max(20, demand(time) * (pump == 0 ? 1 : 0.8) + 2 * wander[pump]);
          boolean isBlocked = fault == Fault.BLOCKED || fault == Fault.BLOCKED_AGAIN;
          double shown = fault == Fault.LEAK ? 1.35 * flow : isBlocked ? 0.5 * flow : flow;
          double head = 20 + 0.002 * shown * shown * (fault == Fault.LEAK ? 0.6 : isBlocked ? 6 : 1);
          double efficiency = fault == Fault.WORN ? 0.55 : 0.7;
          double power = 9.81 * shown * head / 3600 / efficiency; // kW
          double voltage = (fault == Fault.LOW_VOLTAGE ? 340 : 400) + 2 * random.nextGaussian();
          double current = 1000 * power / (1.732 * voltage * 0.85) + 0.3 * random.nextGaussian();
          boolean isHot = fault == Fault.HOT_BEARING || fault == Fault.HOT_AGAIN;
          double rest = ROOM + WARMTH * power * (isHot ? 4 : 1);
          bearing[pump] += (rest - bearing[pump]) * MINUTES / LAG;
          double warm = bearing[pump] + 0.1 * random.nextGaussian();
          if (fault == Fault.STUCK_SENSOR) {
            current = stuck[pump];
          }
          stuck[pump] = current;
          out.write(
              String.format(
                  Locale.ROOT,
                  "%s:00,p%d,%.1f,%.1f,%.2f,%.2f,%s\n",
                  time.toString().replace('T', ' '),
                  pump + 1,
                  shown,
                  head + 0.2 * random.nextGaussian(),
                  current,
                  warm,
                  fault == null ? "" : fault.name().toLowerCase(Locale.ROOT)));
        }
      }
    }
  }

  /** What the town uses at that time, in m3/h. */
  private static double demand(LocalDateTime time) {
    double hour = time.getHour() + time.getMinute() / 60.0;
    double morning = 60 * Math.exp(-Math.pow((hour - 7.5) / 1.6, 2));
    double evening = 50 * Math.exp(-Math.pow((hour - 19) / 2.2, 2));
    double day = 25 * Math.exp(-Math.pow((hour - 13) / 4, 2));
    return (60 + morning + evening + day) * (time.getDayOfWeek().getValue() > 5 ? 0.85 : 1);
  }
}
