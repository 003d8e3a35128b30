package io.gradstream.learning;

import io.gradstream.model.targets.MetClasses;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Binary form of a label: a number, in as many bits as it takes; or, where it is a class told by
 * its name, a float that no label ever is, then the name.
 *
 * @param target as {@link Example} has it
 * @param className as {@link Example} has it
 */
public record LabelForm(double target, String className) {

  /** A float that is no number, and none that arithmetic gives. */
  private static final int NAMED = 0x7FC0C1A5;

  public void write(DataOutput out) throws IOException {
    if (className.isEmpty()) {
      Compact.writeNumber(target, out);
    } else {
      out.writeInt(NAMED);
      Compact.writeText(className, out);
    }
  }

  public static LabelForm read(DataInput in) throws IOException {
    int bits = in.readInt();
    if (bits != NAMED) {
      return new LabelForm(Compact.readNumber(bits, in), "");
    }
    String name = Compact.readText(in);
    if (name.isEmpty()) {
      throw new IOException("a class told by name has one");
    }
    return new LabelForm(MetClasses.sign(name), name);
  }
}
