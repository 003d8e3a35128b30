package io.gradstream.schemas;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.io.BinaryEncoder;

/**
 * Values of the metrics topic, in Avro's single-object encoding. Reuses its buffers: one instance
 * for each thread.
 */
public final class MetricReportCodec {

  private final PublishedCodec<MetricReport> codec =
      new PublishedCodec<>(Contract.METRIC_REPORT, new Body(), new MetricReportJson());

  /** The value in Avro's single-object encoding. */
  public byte[] encode(MetricReport report) {
    return encode(report, new RecordForm.SingleObject());
  }

  public byte[] encode(MetricReport report, RecordForm form) {
    return codec.encode(report, form);
  }

  /** The newest Avro schema, as a registry takes it. */
  public static String schema() {
    return Contract.METRIC_REPORT.newest().toString();
  }

  /**
   * Reads a value of any form.
   *
   * @throws MalformedRecordException when the bytes are no metric report
   */
  public MetricReport decode(byte[] bytes) {
    return codec.decode(bytes);
  }

  private static final class Body implements RecordBody<MetricReport> {

    @Override
    public void write(MetricReport value, BinaryEncoder out) throws IOException {
      out.writeString(value.learner());
      out.writeString(value.source());
      out.writeString(value.key());
      SharedRecords.writeOptionalVersion(value.version(), out);
      out.writeLong(value.time());
      writeMeasures(value.measures(), out);
    }

    @Override
    public MetricReport read(BoundedDecoder in) {
      String learner = in.readString();
      String source = in.readString();
      String key = in.readString();
      Optional<Version> version = SharedRecords.readOptionalVersion(in);
      long time = in.readLong();
      return new MetricReport(learner, source, key, version, time, readMeasures(in));
    }

    private static void writeMeasures(List<MetricReport.Measure> measures, BinaryEncoder out)
        throws IOException {
      out.writeArrayStart();
      out.setItemCount(measures.size());
      for (MetricReport.Measure measure : measures) {
        out.startItem();
        out.writeString(measure.name());
        out.writeDouble(measure.value());
      }
      out.writeArrayEnd();
    }

    private static List<MetricReport.Measure> readMeasures(BoundedDecoder in) {
      List<MetricReport.Measure> measures = new ArrayList<>();
      for (long count = in.readArrayStart(); count > 0; count = in.arrayNext()) {
        for (long i = 0; i < count; i++) {
          measures.add(new MetricReport.Measure(in.readString(), in.readDouble()));
        }
      }
      return measures;
    }
  }
}
