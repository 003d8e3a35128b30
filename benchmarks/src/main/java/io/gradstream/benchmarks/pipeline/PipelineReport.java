package io.gradstream.benchmarks.pipeline;

import io.gradstream.benchmarks.Median;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;

/**
 * What {@code bench pipeline} found.
 *
 * @param speeds of each job that was run, one a round
 * @param fresh how soon events are answered and learned, where that was measured
 */
record PipelineReport(Map<Variant, List<Speed>> speeds, Optional<Freshness.Result> fresh) {

  /** One job against another, by medians. */
  private record Ratio(String name, Variant of, Variant to, String goal) {}

  private static final List<Ratio> RATIOS =
      List.of(
          new Ratio("ratio", Variant.LEARNING, Variant.IDENTITY, "goal >= 0.90"),
          new Ratio("ceiling_ratio", Variant.LEARNING, Variant.CEILING, "goal >= 0.55"),
          new Ratio("rocksdb_ratio", Variant.ROCKSDB, Variant.CEILING, ""),
          new Ratio("pool_ratio", Variant.POOL, Variant.CEILING, ""));

  private double perSecond(Ratio ratio) {
    return perSecond(ratio.of()) / perSecond(ratio.to());
  }

  double perSecond(Variant variant) {
    return median(variant, Speed::perSecond);
  }

  double cpuMicros(Variant variant) {
    return median(variant, Speed::cpuMicros);
  }

  private double median(Variant variant, ToDoubleFunction<Speed> part) {
    return Median.of(speeds.get(variant).stream().mapToDouble(part).toArray());
  }

  private List<Ratio> ratios() {
    return RATIOS.stream()
        .filter(ratio -> speeds.containsKey(ratio.of()) && speeds.containsKey(ratio.to()))
        .toList();
  }

  String json() {
    StringJoiner json = new StringJoiner(",", "{", "}");
    for (Variant variant : speeds.keySet()) {
      json.add(number("%s_eps\":%.0f", variant.shown(), perSecond(variant)));
      json.add(number("%s_cpu_us\":%.2f", variant.shown(), cpuMicros(variant)));
    }
    for (Ratio ratio : ratios()) {
      json.add(number("%s\":%.3f", ratio.name(), perSecond(ratio)));
    }
    fresh.ifPresent(
        result -> {
          json.add(json("latency_ms", result.latency()));
          json.add(json("servable_ms", result.servable()));
        });
    return json.toString();
  }

  private static String number(String format, String name, double value) {
    return String.format(Locale.ROOT, "\"" + format, name, value);
  }

  private static String json(String name, Percentiles of) {
    return String.format(
        Locale.ROOT, "\"%s\":{\"p50\":%.1f,\"p99\":%.1f}", name, of.p50(), of.p99());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (Variant variant : speeds.keySet()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-8s  %,9.0f events/s, %6.2f cpu us an event  (%s; rounds %s)%n",
              variant.shown(),
              perSecond(variant),
              cpuMicros(variant),
              variant.words(),
              rounds(variant)));
    }
    for (Ratio ratio : ratios()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-8s / %-8s  %.3f of events/s, %.3f of cpu   %s%n",
              ratio.of().shown(),
              ratio.to().shown(),
              perSecond(ratio),
              cpuMicros(ratio.to()) / cpuMicros(ratio.of()),
              ratio.goal()));
    }
    fresh.ifPresent(result -> text.append(text(result)));
    return text.toString();
  }

  private static String text(Freshness.Result fresh) {
    return String.format(
        Locale.ROOT,
        """
        event -> prediction, 2,000 events/s:     p50 %.1f ms, p99 %.1f ms   goal p99 <= 30
        event -> learned and served, every 200 ms: p50 %.1f ms, p99 %.1f ms   goal p99 <= 1000
        """,
        fresh.latency().p50(),
        fresh.latency().p99(),
        fresh.servable().p50(),
        fresh.servable().p99());
  }

  private List<Long> rounds(Variant variant) {
    return speeds.get(variant).stream().map(speed -> Math.round(speed.perSecond())).toList();
  }
}
