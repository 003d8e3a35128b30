package io.gradstream.operators.record;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link JudgedAnswer}. */
public final class JudgedAnswerForm implements BinaryForm<JudgedAnswer> {

  private final NumbersForm numbers = new NumbersForm();

  @Override
  public void write(JudgedAnswer value, DataOutput out) throws IOException {
    numbers.write(value.output(), out);
    Compact.writeNumber(value.target(), out);
  }

  @Override
  public JudgedAnswer read(DataInput in) throws IOException {
    return new JudgedAnswer(numbers.read(in), Compact.readNumber(in));
  }
}
