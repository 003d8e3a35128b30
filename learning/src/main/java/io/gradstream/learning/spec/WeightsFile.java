package io.gradstream.learning.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradstream.network.spec.StartTensor;
import io.gradstream.network.spec.StartWeights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The file of {@code learn.start}: weights as JSON, so that it travels with a spec as its other
 * files do. The numbers of a tensor are little-endian floats, row-major, in Base64.
 */
public final class WeightsFile {

  /** Bytes of the largest one: about 1.5 million weights. */
  public static final int LARGEST = 8 << 20;

  private static final int VERSION = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private record Form(int gradstreamWeights, List<Tensor> tensors) {}

  private record Tensor(String name, List<Integer> shape, byte[] values) {}

  private WeightsFile() {}

  public static String write(StartWeights weights) {
    List<Tensor> tensors = weights.tensors().stream().map(WeightsFile::tensor).toList();
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(new Form(VERSION, tensors))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("weights must have a JSON form", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is something else, or of another version
   */
  public static StartWeights read(String text) {
    Form form = form(text);
    if (form.gradstreamWeights() != VERSION) {
      throw new IllegalArgumentException(
          "its gradstreamWeights is "
              + form.gradstreamWeights()
              + ", and this release reads "
              + VERSION);
    }
    if (form.tensors() == null || form.tensors().isEmpty()) {
      throw new IllegalArgumentException("it has no tensors");
    }
    return new StartWeights(form.tensors().stream().map(WeightsFile::tensor).toList());
  }

  private static Form form(String text) {
    try {
      Form form = JSON.readValue(text, Form.class);
      if (form == null) {
        throw new IllegalArgumentException("it is no file of weights: null");
      }
      return form;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is no file of weights: " + e.getOriginalMessage(), e);
    }
  }

  private static Tensor tensor(StartTensor tensor) {
    ByteBuffer bytes = buffer(new byte[Math.multiplyExact(tensor.size(), Float.BYTES)]);
    bytes.asFloatBuffer().put(tensor.values());
    return new Tensor(tensor.name(), tensor.shape(), bytes.array());
  }

  private static StartTensor tensor(Tensor form) {
    if (form == null
        || form.name() == null
        || form.values() == null
        || form.shape() == null
        || form.shape().contains(null)) {
      throw new IllegalArgumentException("a tensor must have a name, a shape and values");
    }
    if (form.values().length % Float.BYTES != 0) {
      throw new IllegalArgumentException(
          "values of %s must be floats: %d bytes".formatted(form.name(), form.values().length));
    }
    float[] values = new float[form.values().length / Float.BYTES];
    buffer(form.values()).asFloatBuffer().get(values);
    return tensor(form, values);
  }

  private static StartTensor tensor(Tensor form, float[] values) {
    try {
      return new StartTensor(form.name(), form.shape(), values);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "shape of %s is too large: %s".formatted(form.name(), form.shape()), e);
    }
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
