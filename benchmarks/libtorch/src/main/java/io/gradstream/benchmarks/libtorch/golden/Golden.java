package io.gradstream.benchmarks.libtorch.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.Tensor;

/** Named tensors of a case. A line of its file is a name, a shape, a colon and the values. */
final class Golden {

  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  Golden put(String name, Tensor tensor) {
    if (tensors.put(name, tensor.detach().contiguous().clone()) != null) {
      throw new IllegalStateException("there are two tensors called " + name);
    }
    return this;
  }

  /** Writes the tensors as floats. */
  void write(Path file) throws IOException {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    tensors.forEach((name, tensor) -> lines.add(name + shape(tensor) + ":" + values(tensor)));
    Files.writeString(file, lines.toString());
  }

  private static String shape(Tensor tensor) {
    StringJoiner lengths = new StringJoiner(",", " ", "");
    for (long d = 0; d < tensor.dim(); d++) {
      lengths.add(Long.toString(tensor.size(d)));
    }
    return lengths.toString();
  }

  private static String values(Tensor tensor) {
    double[] values = new double[Math.toIntExact(tensor.numel())];
    new DoublePointer(tensor.data_ptr_double()).get(values);
    StringBuilder text = new StringBuilder();
    for (double value : values) {
      text.append(' ').append((float) value);
    }
    return text.toString();
  }
}
