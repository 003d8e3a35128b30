package io.gradstream.operators.source;

import io.gradstream.learning.EffectiveTime;
import io.gradstream.learning.spec.LearnerSpec.EventsSpec;
import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.record.SourceRecord.Mark;
import io.gradstream.operators.record.SourceRecord.Usable;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The watermarks of a source, one generator per partition: the effective time by usable records and
 * time marks since the start, minus one. {@link EffectiveTimeOperator} says why nothing is late
 * then.
 */
public final class SourceWatermarks implements WatermarkGenerator<SourceRecord> {

  private final EffectiveTime time;
  private long sent = EffectiveTime.NEVER;

  private SourceWatermarks(Duration ahead) {
    time = new EffectiveTime(ahead);
  }

  /** The strategy of both topics. */
  public static WatermarkStrategy<SourceRecord> strategy(EventsSpec events) {
    Duration ahead = events.ahead();
    return WatermarkStrategy.<SourceRecord>forGenerator(context -> new SourceWatermarks(ahead))
        .withTimestampAssigner((record, kafkaTime) -> record.position().time());
  }

  @Override
  public void onEvent(SourceRecord record, long eventTime, WatermarkOutput output) {
    if (record instanceof Usable) {
      time.advance(eventTime);
    } else if (record instanceof Mark) {
      time.mark(eventTime);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (time.reached() > sent) {
      sent = time.reached();
      output.emitWatermark(new Watermark(sent - 1));
    }
  }
}
