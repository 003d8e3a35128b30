package io.gradstream.operators.record;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binary form of {@link ControlSettings}. */
public final class ControlSettingsForm implements BinaryForm<ControlSettings> {

  private static final int MOST_IDS = 1_000_000;

  @Override
  public void write(ControlSettings value, DataOutput out) throws IOException {
    out.writeBoolean(value.paused());
    out.writeBoolean(value.learningRate().isPresent());
    out.writeFloat(value.learningRate().orElse(0f));
    Compact.writeUnsigned(value.seen().size(), out);
    for (String id : value.seen()) {
      Compact.writeText(id, out);
    }
  }

  @Override
  public ControlSettings read(DataInput in) throws IOException {
    boolean paused = in.readBoolean();
    boolean ordered = in.readBoolean();
    float learningRate = in.readFloat();
    int size = Compact.readCount(MOST_IDS, in);
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      seen.add(Compact.readText(in));
    }
    return new ControlSettings(
        paused, ordered ? Optional.of(learningRate) : Optional.empty(), seen);
  }
}
