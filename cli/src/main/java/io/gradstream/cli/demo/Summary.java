package io.gradstream.cli.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.local.reports.Standing;
import io.gradstream.local.reports.Standing.ModelScores;
import java.util.Locale;

/**
 * What a demo came to; as JSON, the keys are the component names.
 *
 * @param seconds from the first event sent to the last one settled
 */
@JsonPropertyOrder({
  "events",
  "seconds",
  "events_per_s",
  "accuracy",
  "auc",
  "no_change",
  "majority",
  "labels_joined",
  "labels_missed",
  "dead_letters",
  "model_version",
  "rss_mb"
})
record Summary(
    @JsonProperty("events") long events,
    @JsonProperty("seconds") double seconds,
    @JsonProperty("events_per_s") long eventsPerSecond,
    @JsonProperty("accuracy") double accuracy,
    @JsonProperty("auc") double auc,
    @JsonProperty("no_change") double noChange,
    @JsonProperty("majority") double majority,
    @JsonProperty("labels_joined") long labelsJoined,
    @JsonProperty("labels_missed") long labelsMissed,
    @JsonProperty("dead_letters") long deadLetters,
    @JsonProperty("model_version") String modelVersion,
    @JsonProperty("rss_mb") long residentMegabytes) {

  static Summary of(long events, double seconds, Standing standing, long residentMegabytes) {
    ModelScores scores =
        standing.scores().orElseThrow(() -> new IllegalStateException("no model has reported"));
    return new Summary(
        events,
        rounded(seconds, 10),
        Math.round(events / seconds),
        rounded(scores.measure("accuracy").orElse(0), 10_000),
        rounded(scores.measure("auc").orElse(0), 10_000),
        rounded(scores.measure("no_change").orElse(0), 10_000),
        rounded(scores.measure("majority").orElse(0), 10_000),
        standing.joined(),
        standing.missed(),
        standing.dead(),
        scores.version().toString(),
        residentMegabytes);
  }

  private static double rounded(double value, int parts) {
    return (double) Math.round(value * parts) / parts;
  }

  String toJson() {
    try {
      return new ObjectMapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of numbers and text has no JSON", e);
    }
  }

  String toText() {
    return String.format(
        Locale.ROOT,
        """
        %,d events in %.1f s, %,d events/s
        accuracy %.2f %%, AUC %.3f (no-change %.2f %%, majority %.2f %%)
        labels joined %,d, missed %,d; dead letters %,d
        model version %s; %,d MB resident, all processes together""",
        events,
        seconds,
        eventsPerSecond,
        100 * accuracy,
        auc,
        100 * noChange,
        100 * majority,
        labelsJoined,
        labelsMissed,
        deadLetters,
        modelVersion,
        residentMegabytes);
  }
}
