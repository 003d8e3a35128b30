package io.gradstream.benchmarks.engine;

import io.gradstream.benchmarks.Median;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What {@code bench engine} found.
 *
 * @param processor its name
 * @param vectorBits width of a vector on both sides
 */
record EngineReport(String processor, int vectorBits, List<EngineResult> results) {

  EngineReport {
    results = List.copyOf(results);
  }

  String json() {
    return results.stream().map(this::json).collect(Collectors.joining(",", "[", "]"));
  }

  private String json(EngineResult result) {
    return String.format(
        Locale.ROOT,
        "{\"network\":\"%s\",\"batch\":%d,\"us\":%.3f,\"libtorch_us\":%s,\"ratio\":%s,"
            + "\"gflops\":%.3f,\"peak_fraction\":%.4f,\"width\":%d,\"cpu\":\"%s\"}",
        result.network().name(),
        result.network().batch(),
        result.microseconds(),
        number("%.3f", result.libtorch(), "null"),
        number("%.3f", result.ratio(), "null"),
        result.gflops(),
        result.peakFraction(),
        vectorBits,
        processor.replaceAll("[\"\\\\]", ""));
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "product of 1024 x 1024 here: %.1f GFLOP/s, one thread%n",
            Median.of(results.stream().mapToDouble(EngineResult::peak).toArray())));
    text.append(
        String.format(
            "%-19s %5s %10s %12s %7s %6s %8s %8s  %s%n",
            "network",
            "batch",
            "us",
            "libtorch us",
            "times",
            "goal",
            "GFLOP/s",
            "of peak",
            "libtorch's fastest form"));
    results.forEach(result -> text.append(line(result)));
    return text.toString();
  }

  private static String line(EngineResult result) {
    return String.format(
        Locale.ROOT,
        "%-19s %5d %10.1f %12s %7s %6.1f %8.1f %7.0f%%  %s%n",
        result.network().name(),
        result.network().batch(),
        result.microseconds(),
        number("%.1f", result.libtorch(), "-"),
        number("%.2f", result.ratio(), "-"),
        result.network().goal(),
        result.gflops(),
        100 * result.peakFraction(),
        result.form());
  }

  private static String number(String format, OptionalDouble value, String otherwise) {
    return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : otherwise;
  }
}
