package io.gradstream.benchmarks.libtorch.golden;

import io.gradstream.benchmarks.libtorch.golden.LayerCase.Formula;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Layers with a window. Images are [rows, height, width, channels]. */
final class ConvolutionCases {

  private static final long[] ONE = {1, 1};

  private ConvolutionCases() {}

  static Map<String, Formula> all() {
    Map<String, Formula> cases = new LinkedHashMap<>();
    cases.put("conv2d", ConvolutionCases::convolution);
    cases.put("conv2d-relu-3x3", ConvolutionCases::threeByThree);
    cases.put("conv2d-odd", ConvolutionCases::oddConvolution);
    cases.put("conv1d", ConvolutionCases::sequenceConvolution);
    cases.put("transposed-conv2d", ConvolutionCases::transposed);
    cases.put("transposed-conv2d-odd", ConvolutionCases::oddTransposed);
    cases.put("pool2d-max", layer -> maximum(layer, new long[] {2, 2}, new long[] {2, 2}, 0));
    cases.put("pool2d-max-odd", layer -> maximum(layer, new long[] {3, 2}, new long[] {2, 1}, 1));
    cases.put("pool2d-average", ConvolutionCases::average);
    cases.put("pool1d-max", ConvolutionCases::sequenceMaximum);
    cases.put("pool1d-average", ConvolutionCases::sequenceAverage);
    cases.put("global-pool-max", layer -> layer.input(2, 3, 4, 5).amax(new long[] {1, 2}, false));
    cases.put("global-pool-average", layer -> layer.input(2, 3, 4, 5).mean(1, 2));
    cases.put("global-pool-sequence", layer -> layer.input(3, 7, 5).mean(1));
    cases.put("upsample2d", ConvolutionCases::upsampled);
    cases.put("flatten", layer -> layer.input(2, 3, 4, 5).flatten(1, -1));
    cases.put("reshape", layer -> layer.input(2, 3, 4, 5).reshape(2, 6, 10));
    return cases;
  }

  private static Tensor channelsFirst(Tensor image) {
    return image.permute(0, 3, 1, 2);
  }

  private static Tensor channelsLast(Tensor image) {
    return image.permute(0, 2, 3, 1);
  }

  /** From [kernel height, kernel width, in, filters] to libtorch's [filters, in, height, width]. */
  private static Tensor filters(Tensor weight) {
    return weight.permute(3, 2, 0, 1);
  }

  private static Tensor convolution(LayerCase layer) {
    Tensor x = channelsFirst(layer.input(3, 5, 6, 2));
    Tensor weight = filters(layer.within("convolution2d1").weight("weight", 3, 2, 2, 9));
    return channelsLast(
        torch.conv2d(x, weight, layer.optional("bias", 9), ONE, new long[] {0, 0}, ONE, 1));
  }

  private static Tensor threeByThree(LayerCase layer) {
    Tensor x = channelsFirst(layer.input(2, 6, 5, 8));
    Tensor weight = filters(layer.within("convolution2d1").weight("weight", 3, 3, 8, 16));
    return channelsLast(
        torch.relu(torch.conv2d(x, weight, layer.optional("bias", 16), ONE, ONE, ONE, 1)));
  }

  private static Tensor oddConvolution(LayerCase layer) {
    Tensor x = channelsFirst(layer.input(2, 8, 7, 3));
    Tensor weight = filters(layer.within("convolution2d1").weight("weight", 3, 2, 3, 5));
    return channelsLast(
        torch.conv2d(
            x,
            weight,
            layer.optional("bias", 5),
            new long[] {2, 3},
            new long[] {1, 2},
            new long[] {2, 1},
            1));
  }

  private static Tensor sequenceConvolution(LayerCase layer) {
    Tensor x = layer.input(2, 9, 3).transpose(1, 2); // [rows, in, steps]
    Tensor weight =
        layer
            .within("convolution1d1")
            .weight("weight", 3, 3, 5)
            .permute(2, 1, 0); // [filters, in, kernel]
    return torch
        .conv1d(
            x, weight, layer.optional("bias", 5), new long[] {2}, new long[] {2}, new long[] {2}, 1)
        .transpose(1, 2);
  }

  private static Tensor transposed(LayerCase layer) {
    Tensor x = channelsFirst(layer.input(2, 3, 4, 5));
    return channelsLast(
        torch.conv_transpose2d(
            x,
            transposedFilters(layer, 2, 2, 5, 3),
            layer.optional("bias", 3),
            new long[] {2, 2},
            new long[] {0, 0},
            new long[] {0, 0},
            1,
            ONE));
  }

  private static Tensor oddTransposed(LayerCase layer) {
    Tensor x = channelsFirst(layer.input(2, 3, 4, 3));
    return channelsLast(
        torch.conv_transpose2d(
            x,
            transposedFilters(layer, 3, 2, 3, 4),
            layer.optional("bias", 4),
            new long[] {2, 3},
            new long[] {1, 0},
            new long[] {1, 2},
            1,
            new long[] {2, 1}));
  }

  /** [kernel height, kernel width, in, filters] to libtorch's [in, filters, height, width]. */
  private static Tensor transposedFilters(
      LayerCase layer, long height, long width, long in, long filters) {
    return layer
        .within("transposedConvolution2d1")
        .weight("weight", height, width, in, filters)
        .permute(2, 3, 0, 1);
  }

  private static Tensor maximum(LayerCase layer, long[] kernel, long[] stride, long padding) {
    Tensor x = channelsFirst(layer.input(2, 7, 6, 5));
    return channelsLast(
        torch.max_pool2d(x, kernel, stride, new long[] {padding, padding}, ONE, false));
  }

  private static Tensor average(LayerCase layer) {
    Tensor x = channelsFirst(layer.input(2, 7, 6, 5));
    return channelsLast(
        torch.avg_pool2d(
            x,
            new long[] {3, 2},
            new long[] {2, 1},
            ONE,
            false,
            false, // padding is not counted
            new LongOptional()));
  }

  private static Tensor sequenceMaximum(LayerCase layer) {
    Tensor x = layer.input(2, 9, 5).transpose(1, 2);
    return torch
        .max_pool1d(x, new long[] {3}, new long[] {2}, new long[] {1}, new long[] {1}, false)
        .transpose(1, 2);
  }

  private static Tensor sequenceAverage(LayerCase layer) {
    Tensor x = layer.input(2, 9, 5).transpose(1, 2);
    return torch
        .avg_pool1d(x, new long[] {3}, new long[] {2}, new long[] {1}, false, false)
        .transpose(1, 2);
  }

  private static Tensor upsampled(LayerCase layer) {
    Tensor x = channelsFirst(layer.input(2, 3, 4, 5));
    return channelsLast(torch.upsample_nearest2d(x, 6, 12));
  }
}
