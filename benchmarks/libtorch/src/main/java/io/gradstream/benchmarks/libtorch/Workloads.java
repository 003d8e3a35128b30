package io.gradstream.benchmarks.libtorch;

import io.gradstream.benchmarks.libtorch.LanguageModel.Attention;
import io.gradstream.benchmarks.libtorch.RecurrentNetwork.Cell;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** The networks by name, each in every form worth trying, so that its fastest can be measured. */
final class Workloads {

  private static final Map<String, Function<TensorVector, Update>> SGD =
      Map.of(
          "torch::optim::SGD", Update.Class::sgd,
          "_fused_sgd_", Update.FusedSgd::new,
          "_foreach_add_", Update.ListSgd::new);
  private static final Map<String, Function<TensorVector, Update>> ADAM =
      Map.of("torch::optim::Adam", Update.Class::adam, "_fused_adam_", Update.FusedAdam::new);

  private Workloads() {}

  /** Forms of a network, by what distinguishes them. */
  static Map<String, Supplier<Workload>> of(String network, int batch) {
    return switch (network) {
      case "mlp-20-64-32-2" -> perceptron(20, 64, 32, 2, batch);
      case "mlp-784-256-128-10" -> perceptron(784, 256, 128, 10, batch);
      case "cnn" -> convolutions(batch);
      case "lstm" -> recurrent(Cell.LSTM, batch);
      case "gru" -> recurrent(Cell.GRU, batch);
      case "transformer" -> transformer(batch);
      case "transformer-4x128" -> languageModel(4, 128, batch);
      case "transformer-token" -> token();
      default -> throw new IllegalArgumentException("no network is called " + network);
    };
  }

  private static Map<String, Supplier<Workload>> perceptron(
      int in, int hidden1, int hidden2, int out, int batch) {
    Map<String, Supplier<Workload>> forms = new LinkedHashMap<>();
    SGD.forEach(
        (name, update) ->
            forms.put(
                name,
                () -> {
                  var network = new MultilayerPerceptron(in, hidden1, hidden2, out, batch);
                  return training(network::loss, network.parameters(), update);
                }));
    return forms;
  }

  private static Map<String, Supplier<Workload>> convolutions(int batch) {
    Map<String, Supplier<Workload>> forms = new LinkedHashMap<>();
    for (MemoryFormat format :
        new MemoryFormat[] {MemoryFormat.Contiguous, MemoryFormat.ChannelsLast}) {
      ADAM.forEach(
          (name, update) ->
              oneDnnOrNot(
                  name + ", " + format,
                  () -> {
                    var network = new ConvolutionalNetwork(format, batch);
                    return training(network::loss, network.parameters(), update);
                  },
                  forms));
    }
    return forms;
  }

  private static Map<String, Supplier<Workload>> recurrent(Cell cell, int batch) {
    Map<String, Supplier<Workload>> forms = new LinkedHashMap<>();
    ADAM.forEach(
        (name, update) ->
            oneDnnOrNot(
                name,
                () -> {
                  var network = new RecurrentNetwork(cell, batch);
                  return training(network::loss, network.parameters(), update);
                },
                forms));
    return forms;
  }

  private static Map<String, Supplier<Workload>> transformer(int batch) {
    Map<String, Supplier<Workload>> forms = languageModel(2, LanguageModel.WIDTH, batch);
    ADAM.forEach(
        (name, update) ->
            forms.put(
                name + ", TransformerEncoderLayer",
                () -> {
                  var network = new EncoderLayers(batch);
                  return training(network::loss, network.parameters(), update);
                }));
    return forms;
  }

  private static Map<String, Supplier<Workload>> languageModel(int layers, int width, int batch) {
    Map<String, Supplier<Workload>> forms = new LinkedHashMap<>();
    ADAM.forEach(
        (name, update) -> {
          for (Attention attention : Attention.values()) {
            forms.put(
                name + ", " + attention,
                () -> {
                  var network = new LanguageModel(attention, layers, width, batch);
                  return training(network::loss, network.parameters(), update);
                });
          }
        });
    return forms;
  }

  private static Map<String, Supplier<Workload>> token() {
    Map<String, Supplier<Workload>> forms = new LinkedHashMap<>();
    for (Attention attention : Attention.values()) {
      forms.put(attention.toString(), () -> new CachedModel(attention));
    }
    return forms;
  }

  private static Workload training(
      Supplier<Tensor> loss, TensorVector parameters, Function<TensorVector, Update> update) {
    return new TrainingStep(loss, update.apply(parameters));
  }

  /** With oneDNN's kernels where libtorch would choose them, and with its own alone. */
  private static void oneDnnOrNot(
      String name, Supplier<Workload> network, Map<String, Supplier<Workload>> forms) {
    for (boolean oneDnn : new boolean[] {true, false}) {
      forms.put(
          name + (oneDnn ? ", oneDNN" : ", no oneDNN"),
          () -> {
            Workload step = network.get();
            return () -> {
              torch.globalContext().setUserEnabledMkldnn(oneDnn);
              step.step();
            };
          });
    }
  }
}
