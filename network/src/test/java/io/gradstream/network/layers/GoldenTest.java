package io.gradstream.network.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.network.GoldenNumbers;
import io.gradstream.network.spec.BlockSpec;
import io.gradstream.network.spec.LayerSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer's outputs and gradients are those of libtorch. */
class GoldenTest {

  /** Kinds without arithmetic that libtorch could check. */
  private static final Set<Class<?>> OTHERWISE_TESTED =
      Set.of(
          LayerSpec.DropoutSpec.class, // random, by our own numbers
          BlockSpec.Select.class); // a copy of what a network's input names

  static Stream<String> cases() {
    return GoldenCases.all().keySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void layerEqualsLibtorch(String name) {
    GoldenNumbers golden = GoldenNumbers.read(name);
    try (GoldenLayer layer = new GoldenLayer(golden, GoldenCases.all().get(name))) {
      layer.forward();
      golden.assertEqual("y", layer.output());
      layer.backward();
      if (layer.hasGradient("x")) {
        golden.assertEqual("gradient.x", layer.inputDeltas());
      }
      for (String tensor : layer.tensors()) {
        if (layer.hasGradient(tensor)) {
          golden.assertEqual("gradient." + tensor, layer.gradient(tensor));
        }
      }
      layer.commit();
      for (String state : layer.changed()) {
        golden.assertEqual("after." + state, layer.value(state));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void layerHasTheTensorsOfTheFormula(String name) {
    GoldenNumbers golden = GoldenNumbers.read(name);
    try (GoldenLayer layer = new GoldenLayer(golden, GoldenCases.all().get(name))) {
      List<String> formula = new ArrayList<>(golden.tensors().keySet());
      formula.removeIf(tensor -> tensor.startsWith("gradient.") || tensor.startsWith("after."));
      formula.removeAll(List.of("x", "y", "deltas"));
      assertThat(layer.tensors()).containsExactlyInAnyOrderElementsOf(formula);
      List<Integer> shape = golden.get("y").shape();
      assertThat(layer.outputShape().lengths()).isEqualTo(shape.subList(1, shape.size()));
    }
  }

  @Test
  void everyKindOfLayerHasGoldenNumbers() {
    Set<Class<?>> covered = new HashSet<>(OTHERWISE_TESTED);
    GoldenCases.all()
        .values()
        .forEach(layers -> layers.forEach(spec -> covered.add(spec.getClass())));
    assertThat(covered).containsAll(kinds(LayerSpec.class));
  }

  @Test
  void everyGoldenFileOfALayerIsTested() {
    Set<String> files = GoldenNumbers.cases("");
    files.removeIf(name -> name.startsWith("head-") || name.startsWith("optimizer-"));
    assertThat(GoldenCases.all().keySet()).isEqualTo(files);
  }

  private static List<Class<?>> kinds(Class<?> sealed) {
    return sealed.isSealed()
        ? Stream.of(sealed.getPermittedSubclasses())
            .<Class<?>>flatMap(kind -> kinds(kind).stream())
            .toList()
        : List.of(sealed);
  }
}
