package io.gradstream.operators.record;

import io.gradstream.network.Network;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Binary form of at most {@link Network#BLOCK} numbers: length, then each in as many bits as it
 * takes. What {@link FloatsForm} wrote is read, too.
 */
public final class NumbersForm implements BinaryForm<double[]> {

  @Override
  public void write(double[] value, DataOutput out) throws IOException {
    out.writeInt(value.length);
    for (double number : value) {
      Compact.writeNumber(number, out);
    }
  }

  @Override
  public double[] read(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > Network.BLOCK) {
      throw new IOException("there are 0.." + Network.BLOCK + " numbers: " + length);
    }
    double[] value = new double[length];
    for (int i = 0; i < length; i++) {
      value[i] = Compact.readNumber(in);
    }
    return value;
  }
}
