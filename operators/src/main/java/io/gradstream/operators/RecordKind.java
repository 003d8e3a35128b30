package io.gradstream.operators;

import java.util.function.Supplier;

/**
 * Every type that crosses an operator or lies in its state, with its binary form. Written into
 * checkpoints by name: never rename a constant and never change the form behind one; a new form is
 * a new constant, and {@link CodecSerializerSnapshot} says which it may take over from.
 */
enum RecordKind {
  SOURCE_RECORD(SourceRecordForm::new),
  WORK_ITEM(WorkItemForm::new),
  ARRIVED(ArrivedForm::new),
  WAITING(WaitingForm::new),
  PREDICTION(SchemaForms::prediction),
  SNAPSHOT_MESSAGE(SchemaForms::snapshotMessage),
  DEAD_LETTER(SchemaForms::deadLetter),
  METRIC_REPORT(SchemaForms::metricReport),
  CONTROL_COMMAND(SchemaForms::controlCommand),
  PARTITION_TIME(PartitionTimeForm::new),
  BLOCK_ID(BlockIdForm::new),
  FLOATS(FloatsForm::new),
  BYTES(BytesForm::new),
  CONTROL_SETTINGS(ControlSettingsForm::new),
  TALLY(TallyForm::new),
  GROUP_COUNT(GroupCountForm::new),
  JUDGED_ANSWER(JudgedAnswerForm::new);

  private final Supplier<BinaryForm<?>> forms;

  RecordKind(Supplier<BinaryForm<?>> forms) {
    this.forms = forms;
  }

  /** A form of its own for each caller, since forms may reuse buffers. */
  BinaryForm<?> newForm() {
    return forms.get();
  }
}
