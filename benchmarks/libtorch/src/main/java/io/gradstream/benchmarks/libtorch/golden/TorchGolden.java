package io.gradstream.benchmarks.libtorch.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch;

/**
 * Writes a file of golden numbers for each case into the folder it is given:
 *
 * <pre>
 * ./mvnw -f benchmarks/libtorch package
 * java -cp "benchmarks/libtorch/target/classes:$(cat benchmarks/libtorch/target/classpath)" \
 *   io.gradstream.benchmarks.libtorch.golden.TorchGolden \
 *   network/src/test/resources/io/gradstream/network/golden
 * </pre>
 */
final class TorchGolden {

  private TorchGolden() {}

  public static void main(String[] arguments) throws IOException {
    torch.set_num_threads(1);
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Map<String, Golden> cases = new LinkedHashMap<>();
    Stream.of(PlainCases.all(), ConvolutionCases.all(), RecurrentCases.all(), SequenceCases.all())
        .flatMap(family -> family.entrySet().stream())
        .forEach(layer -> cases.put(layer.getKey(), LayerCase.of(layer)));
    cases.putAll(HeadCases.all());
    cases.putAll(OptimizerCases.all());
    for (Map.Entry<String, Golden> entry : cases.entrySet()) {
      entry.getValue().write(folder.resolve(entry.getKey() + ".txt"));
    }
  }
}
