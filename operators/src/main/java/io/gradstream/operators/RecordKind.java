package io.gradstream.operators;

import io.gradstream.operators.record.ArrivedForm;
import io.gradstream.operators.record.BinaryForm;
import io.gradstream.operators.record.BlockIdForm;
import io.gradstream.operators.record.BytesForm;
import io.gradstream.operators.record.ControlAtForm;
import io.gradstream.operators.record.ControlSettingsForm;
import io.gradstream.operators.record.FloatsForm;
import io.gradstream.operators.record.GivenAnswerForm;
import io.gradstream.operators.record.GroupCountForm;
import io.gradstream.operators.record.JudgedAnswerForm;
import io.gradstream.operators.record.KnownSchemaForm;
import io.gradstream.operators.record.NumbersForm;
import io.gradstream.operators.record.OutcomeForm;
import io.gradstream.operators.record.PartitionReadForm;
import io.gradstream.operators.record.PartitionTimeForm;
import io.gradstream.operators.record.PlacingStateForm;
import io.gradstream.operators.record.QueryRecordForm;
import io.gradstream.operators.record.SchemaForms;
import io.gradstream.operators.record.SourceRecordForm;
import io.gradstream.operators.record.TallyForm;
import io.gradstream.operators.record.WaitingForm;
import io.gradstream.operators.record.WorkItemForm;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Every type that crosses an operator or lies in its state, with its binary form. Written into
 * checkpoints by name: never rename a constant and never change the form behind one. A new form is
 * a new constant that names the one it takes over, whose form goes on reading: {@code
 * TALLY_2(TallyForm2::new, TALLY)}. Not so for the keys of a map state ({@link #BLOCK_ID}): Flink
 * migrates values only.
 */
enum RecordKind implements Kind {
  SOURCE_RECORD(SourceRecordForm::new),
  WORK_ITEM(WorkItemForm::new),
  ARRIVED(ArrivedForm::new),
  WAITING(WaitingForm::new),
  PREDICTION(SchemaForms::prediction),
  SNAPSHOT_MESSAGE(SchemaForms::snapshotMessage),
  DEAD_LETTER(SchemaForms::deadLetter),
  METRIC_REPORT(SchemaForms::metricReport),
  CONTROL_AT(ControlAtForm::new),
  PLACED_COMMAND(SchemaForms::placedCommand),
  PLACING_STATE(PlacingStateForm::new),
  PARTITION_TIME(PartitionTimeForm::new),
  BLOCK_ID(BlockIdForm::new),
  FLOATS(FloatsForm::new),
  BYTES(BytesForm::new),
  CONTROL_SETTINGS(ControlSettingsForm::new),
  TALLY(TallyForm::new),
  GROUP_COUNT(GroupCountForm::new),
  JUDGED_ANSWER(JudgedAnswerForm::new),
  PARTITION_READ(PartitionReadForm::new),
  KNOWN_SCHEMA(KnownSchemaForm::new),
  OUTCOME(OutcomeForm::new),
  GIVEN_ANSWER(GivenAnswerForm::new),
  NUMBERS(NumbersForm::new),
  QUERY_RECORD(QueryRecordForm::new);

  private final Supplier<BinaryForm<?>> forms;
  private final Set<RecordKind> takenOver;

  RecordKind(Supplier<BinaryForm<?>> forms, RecordKind... takenOver) {
    this.forms = forms;
    this.takenOver = Set.of(takenOver);
  }

  @Override
  public BinaryForm<?> newForm() {
    return forms.get();
  }

  @Override
  public boolean takesOver(Kind old) {
    return old instanceof RecordKind kind && takenOver.contains(kind);
  }

  @Override
  public <T> CodecSerializerSnapshot<T> snapshot() {
    return new CodecSerializerSnapshot<>(this);
  }
}
