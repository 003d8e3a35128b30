package io.gradstream.operators.record;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Binary form of {@link GivenAnswer}. */
public final class GivenAnswerForm implements BinaryForm<GivenAnswer> {

  private final NumbersForm numbers = new NumbersForm();

  @Override
  public void write(GivenAnswer value, DataOutput out) throws IOException {
    Compact.writeText(value.id(), out);
    numbers.write(value.said(), out);
  }

  @Override
  public GivenAnswer read(DataInput in) throws IOException {
    return new GivenAnswer(Compact.readText(in), numbers.read(in));
  }
}
