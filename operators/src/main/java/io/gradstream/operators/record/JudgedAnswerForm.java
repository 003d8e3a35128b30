package io.gradstream.operators.record;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link JudgedAnswer}. */
public final class JudgedAnswerForm implements BinaryForm<JudgedAnswer> {

  private final FloatsForm floats = new FloatsForm();

  @Override
  public void write(JudgedAnswer value, DataOutput out) throws IOException {
    floats.write(value.output(), out);
    out.writeFloat(value.target());
  }

  @Override
  public JudgedAnswer read(DataInput in) throws IOException {
    return new JudgedAnswer(floats.read(in), in.readFloat());
  }
}
