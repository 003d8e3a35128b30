package io.gradstream.schemas;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.io.BinaryEncoder;

/**
 * Values of the predictions topic, in all their forms. Reuses its buffers: one instance for each
 * thread.
 */
public final class PredictionCodec {

  private final PublishedCodec<Prediction> codec;

  /** A codec that names no output when it writes JSON, and reads every form. */
  public PredictionCodec() {
    this(PredictionCodec::output);
  }

  /**
   * @param answer the named fields that a target's output has in JSON
   */
  public PredictionCodec(Function<float[], ObjectNode> answer) {
    codec = new PublishedCodec<>(Contract.PREDICTION, new Body(), new PredictionJson(answer));
  }

  private static ObjectNode output(float[] values) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode numbers = answer.putArray("output");
    for (float value : values) {
      if (Float.isFinite(value)) {
        numbers.add(value);
      } else {
        numbers.addNull();
      }
    }
    return answer;
  }

  /** The value in Avro's single-object encoding. */
  public byte[] encode(Prediction prediction) {
    return encode(prediction, new RecordForm.SingleObject());
  }

  public byte[] encode(Prediction prediction, RecordForm form) {
    return codec.encode(prediction, form);
  }

  /** The newest Avro schema, as a registry takes it. */
  public static String schema() {
    return Contract.PREDICTION.newest().toString();
  }

  /**
   * Reads a value of any form.
   *
   * @throws MalformedRecordException when the bytes are no prediction
   */
  public Prediction decode(byte[] bytes) {
    return codec.decode(bytes);
  }

  private static final class Body implements RecordBody<Prediction> {

    @Override
    public void write(Prediction value, BinaryEncoder out) throws IOException {
      out.writeString(value.learner());
      out.writeString(value.id());
      out.writeString(value.key());
      writeFloats(value.output(), out);
      SharedRecords.writeVersion(value.version(), out);
      SharedRecords.writeOptionalPosition(value.learnedThrough(), out);
      out.writeLong(value.time());
    }

    @Override
    public Prediction read(BoundedDecoder in) {
      String learner = in.readString();
      String id = in.readString();
      String key = in.readString();
      float[] output = readFloats(in);
      Version version = SharedRecords.readVersion(in);
      Optional<Position> learnedThrough = SharedRecords.readOptionalPosition(in);
      return new Prediction(learner, id, key, output, version, learnedThrough, in.readLong());
    }

    private static void writeFloats(float[] values, BinaryEncoder out) throws IOException {
      out.writeArrayStart();
      out.setItemCount(values.length);
      for (float value : values) {
        out.startItem();
        out.writeFloat(value);
      }
      out.writeArrayEnd();
    }

    private static float[] readFloats(BoundedDecoder in) {
      float[] values = new float[0];
      int size = 0;
      for (long count = in.readArrayStart(); count > 0; count = in.arrayNext()) {
        int needed = size + (int) count;
        if (needed > values.length) {
          values = Arrays.copyOf(values, size == 0 ? needed : Math.max(needed, 2 * size));
        }
        while (size < needed) {
          values[size++] = in.readFloat();
        }
      }
      return Arrays.copyOf(values, size);
    }
  }
}
