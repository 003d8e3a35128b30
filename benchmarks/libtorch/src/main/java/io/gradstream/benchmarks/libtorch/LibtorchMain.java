package io.gradstream.benchmarks.libtorch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;

/**
 * Times a network when told to. Each line of standard input is a command, answered by a line:
 *
 * <ul>
 *   <li>{@code prepare NETWORK BATCH MILLISECONDS}: warms each form of the network for so long and
 *       keeps the fastest; answers microseconds of a step and the form's name
 *   <li>{@code run STEPS}: takes so many steps with that form; answers microseconds of a step
 * </ul>
 */
final class LibtorchMain {

  private final LongSupplier clock; // nanoseconds
  private Workload prepared;

  private LibtorchMain(LongSupplier clock) {
    this.clock = clock;
  }

  public static void main(String[] arguments) throws IOException {
    torch.set_num_threads(1);
    torch.manual_seed(1);
    Context.setFlushDenormal(true); // our kernels do too, and it is faster
    PrintStream answers = System.out;
    System.setOut(System.err);
    LibtorchMain main = new LibtorchMain(clock(arguments[0]));
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      answers.println(main.answer(line.split(" ")));
      answers.flush();
    }
  }

  /** By the names of the other side's clocks. */
  private static LongSupplier clock(String name) {
    return switch (name) {
      case "WALL" -> System::nanoTime;
      case "PROCESSOR" -> ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;
      default -> throw new IllegalArgumentException("no clock is called " + name);
    };
  }

  private String answer(String[] command) {
    return switch (command[0]) {
      case "prepare" ->
          prepare(command[1], Integer.parseInt(command[2]), Long.parseLong(command[3]));
      case "run" -> format(microseconds(prepared, Long.parseLong(command[1])));
      default -> throw new IllegalArgumentException("no command is called " + command[0]);
    };
  }

  private String prepare(String network, int batch, long milliseconds) {
    double best = Double.POSITIVE_INFINITY;
    String name = "none";
    for (Map.Entry<String, Supplier<Workload>> form : Workloads.of(network, batch).entrySet()) {
      Workload workload = form.getValue().get();
      double microseconds = warm(workload, milliseconds);
      System.err.printf(
          Locale.ROOT, "%s %d, %s: %.1f us%n", network, batch, form.getKey(), microseconds);
      if (microseconds < best) {
        best = microseconds;
        prepared = workload;
        name = form.getKey();
      }
    }
    return format(best) + " " + name;
  }

  /** Microseconds of a step in the fastest of the tenths of a warm-up. */
  private double warm(Workload workload, long milliseconds) {
    long end = clock.getAsLong() + milliseconds * 1_000_000;
    double best = microseconds(workload, 3);
    while (clock.getAsLong() < end) {
      best = Math.min(best, microseconds(workload, 1 + (long) (milliseconds * 100 / best)));
    }
    return best;
  }

  private double microseconds(Workload workload, long steps) {
    long start = clock.getAsLong();
    for (long i = 0; i < steps; i++) {
      workload.step();
    }
    return (clock.getAsLong() - start) / 1e3 / steps;
  }

  private static String format(double microseconds) {
    return String.format(Locale.ROOT, "%.3f", microseconds);
  }
}
