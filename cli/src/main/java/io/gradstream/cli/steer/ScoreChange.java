package io.gradstream.cli.steer;

import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReportCodec;
import io.gradstream.schemas.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A score of a model at two versions.
 *
 * @param measure its name on the metrics topic
 */
record ScoreChange(String measure, double before, double now) {

  private static final List<String> MEASURES =
      List.of("accuracy", "auc", "logloss", "mae", "rmse", "loss");
  private static final List<String> FORMS = List.of("", "_window");

  String toText() {
    return String.format(Locale.ROOT, "%-18s %.5g, then %.5g", measure, before, now);
  }

  /** The last reports of a model up to each of two versions. Not thread safe. */
  static final class Reports {

    private final MetricReportCodec codec = new MetricReportCodec();
    private final String key;
    private final Version earlier;
    private final Version later;
    private MetricReport before; // null: none yet
    private MetricReport now;

    Reports(String key, Version earlier, Version later) {
      this.key = key;
      this.earlier = earlier;
      this.later = later;
    }

    /** Takes a record of the metrics topic; always wants another. */
    boolean take(ConsumerRecord<byte[], byte[]> record) {
      try {
        MetricReport report = codec.decode(record.value());
        if (report.version().isPresent() && report.key().equals(key)) {
          before = newer(report, before, earlier);
          now = newer(report, now, later);
        }
      } catch (MalformedRecordException e) {
        return true; // someone else's junk
      }
      return true;
    }

    private static MetricReport newer(MetricReport report, MetricReport held, Version most) {
      Version its = report.version().orElseThrow();
      boolean isUpTo = its.generation() == most.generation() && its.compareTo(most) <= 0;
      boolean isNewer = held == null || its.compareTo(held.version().orElseThrow()) >= 0;
      return isUpTo && isNewer ? report : held;
    }

    /** What both have; none where one is missing. */
    List<ScoreChange> changes() {
      List<ScoreChange> changes = new ArrayList<>();
      for (String measure : MEASURES) {
        for (String form : FORMS) {
          OptionalDouble was = value(before, measure + form);
          OptionalDouble is = value(now, measure + form);
          if (was.isPresent() && is.isPresent()) {
            changes.add(new ScoreChange(measure + form, was.getAsDouble(), is.getAsDouble()));
          }
        }
      }
      return changes;
    }

    private static OptionalDouble value(MetricReport report, String name) {
      return report == null ? OptionalDouble.empty() : report.value(name);
    }
  }
}
