package io.gradstream.operators.record;

import io.gradstream.schemas.Compact;
import io.gradstream.schemas.ControlRecordCodec;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetterCodec;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReportCodec;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.PredictionCodec;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Function;

/** Records of our topics between operators: as on the topic, behind their length. */
public final class SchemaForms {

  private SchemaForms() {}

  public static BinaryForm<Prediction> prediction() {
    PredictionCodec codec = new PredictionCodec();
    return framed(codec::encode, codec::decode);
  }

  public static BinaryForm<SnapshotMessage> snapshotMessage() {
    SnapshotMessageCodec codec = new SnapshotMessageCodec();
    return framed(codec::encode, codec::decode);
  }

  public static BinaryForm<DeadLetter> deadLetter() {
    DeadLetterCodec codec = new DeadLetterCodec();
    return framed(codec::encode, codec::decode);
  }

  public static BinaryForm<MetricReport> metricReport() {
    MetricReportCodec codec = new MetricReportCodec();
    return framed(codec::encode, codec::decode);
  }

  public static BinaryForm<PlacedCommand> placedCommand() {
    ControlRecordCodec codec = new ControlRecordCodec();
    return framed(codec::encode, bytes -> (PlacedCommand) codec.decode(bytes));
  }

  private static <T> BinaryForm<T> framed(Function<T, byte[]> encode, Function<byte[], T> decode) {
    return new BinaryForm<>() {
      @Override
      public void write(T value, DataOutput out) throws IOException {
        Compact.writeBytes(encode.apply(value), out);
      }

      @Override
      public T read(DataInput in) throws IOException {
        return decode.apply(Compact.readBytes(in));
      }
    };
  }
}
