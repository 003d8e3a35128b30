package io.gradstream.operators;

import io.gradstream.operators.record.BinaryForm;

/**
 * A binary form under the name that checkpoints remember it by: {@link RecordKind}, and the made-up
 * ones of tests.
 */
interface Kind {

  String name();

  /** A form of its own for each caller, since forms may reuse buffers. */
  BinaryForm<?> newForm();

  /**
   * Whether state of that kind becomes state of this one when a checkpoint is restored: it is read
   * by the old kind's form and written by this one's, so both must read into the same type.
   */
  boolean takesOver(Kind old);

  /** What a checkpoint remembers. */
  <T> CodecSerializerSnapshot<T> snapshot();
}
