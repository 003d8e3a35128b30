package io.gradstream.operators.source;

import io.gradstream.operators.record.SourceRecord;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The watermarks of a source, one generator per partition: the largest event time of usable records
 * and time marks so far, minus one. {@link EffectiveTimeOperator} says why nothing is late then.
 */
public final class SourceWatermarks implements WatermarkGenerator<SourceRecord> {

  private long largest = Long.MIN_VALUE;
  private long sent = Long.MIN_VALUE;

  private SourceWatermarks() {}

  /**
   * @param idle wall-clock time after which a silent partition is left out; absent: never
   */
  public static WatermarkStrategy<SourceRecord> strategy(Optional<Duration> idle) {
    WatermarkStrategy<SourceRecord> strategy =
        WatermarkStrategy.<SourceRecord>forGenerator(context -> new SourceWatermarks())
            .withTimestampAssigner((record, kafkaTime) -> record.position().time());
    return idle.map(strategy::withIdleness).orElse(strategy);
  }

  @Override
  public void onEvent(SourceRecord record, long time, WatermarkOutput output) {
    if (!(record instanceof SourceRecord.Unusable)) {
      largest = Math.max(largest, time);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (largest > sent) {
      sent = largest;
      output.emitWatermark(new Watermark(largest - 1));
    }
  }
}
