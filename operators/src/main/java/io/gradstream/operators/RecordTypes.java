package io.gradstream.operators;

import io.gradstream.learning.join.Arrived;
import io.gradstream.operators.record.ControlAt;
import io.gradstream.operators.record.GivenAnswer;
import io.gradstream.operators.record.JudgedAnswer;
import io.gradstream.operators.record.Outcome;
import io.gradstream.operators.record.QueryRecord;
import io.gradstream.operators.record.Reply;
import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.SnapshotMessage;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The type of every stream, for Flink; none falls back to Kryo. */
public final class RecordTypes {

  public static final TypeInformation<SourceRecord> SOURCE_RECORD =
      new CodecTypeInformation<>(SourceRecord.class, RecordKind.SOURCE_RECORD);
  public static final TypeInformation<Prediction> PREDICTION =
      new CodecTypeInformation<>(Prediction.class, RecordKind.PREDICTION);
  public static final TypeInformation<SnapshotMessage> SNAPSHOT_MESSAGE =
      new CodecTypeInformation<>(SnapshotMessage.class, RecordKind.SNAPSHOT_MESSAGE);
  public static final TypeInformation<DeadLetter> DEAD_LETTER =
      new CodecTypeInformation<>(DeadLetter.class, RecordKind.DEAD_LETTER);
  public static final TypeInformation<MetricReport> METRIC_REPORT =
      new CodecTypeInformation<>(MetricReport.class, RecordKind.METRIC_REPORT);
  public static final TypeInformation<ControlAt> CONTROL_AT =
      new CodecTypeInformation<>(ControlAt.class, RecordKind.CONTROL_AT);
  public static final TypeInformation<PlacedCommand> PLACED_COMMAND =
      new CodecTypeInformation<>(PlacedCommand.class, RecordKind.PLACED_COMMAND);

  public static final TypeInformation<SourceRecord.Usable> USABLE =
      new CodecTypeInformation<>(SourceRecord.Usable.class, RecordKind.SOURCE_RECORD);
  public static final TypeInformation<WorkItem> WORK_ITEM =
      new CodecTypeInformation<>(WorkItem.class, RecordKind.WORK_ITEM);
  public static final TypeInformation<Arrived> ARRIVED =
      new CodecTypeInformation<>(Arrived.class, RecordKind.ARRIVED);
  public static final TypeInformation<JudgedAnswer> JUDGED_ANSWER =
      new CodecTypeInformation<>(JudgedAnswer.class, RecordKind.JUDGED_ANSWER);
  public static final TypeInformation<Outcome> OUTCOME =
      new CodecTypeInformation<>(Outcome.class, RecordKind.OUTCOME);

  public static final TypeInformation<GivenAnswer> GIVEN_ANSWER =
      new CodecTypeInformation<>(GivenAnswer.class, RecordKind.GIVEN_ANSWER);

  public static final TypeInformation<QueryRecord> QUERY_RECORD =
      new CodecTypeInformation<>(QueryRecord.class, RecordKind.QUERY_RECORD);
  public static final TypeInformation<Reply> REPLY =
      new CodecTypeInformation<>(Reply.class, RecordKind.QUERY_RECORD);

  private RecordTypes() {}
}
