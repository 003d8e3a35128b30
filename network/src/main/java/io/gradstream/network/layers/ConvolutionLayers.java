package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.ConvolutionSpec;
import io.gradstream.network.spec.ConvolutionSpec.Convolution1d;
import io.gradstream.network.spec.ConvolutionSpec.Convolution2d;
import io.gradstream.network.spec.ConvolutionSpec.Flatten;
import io.gradstream.network.spec.ConvolutionSpec.GlobalPooling;
import io.gradstream.network.spec.ConvolutionSpec.Pooling1d;
import io.gradstream.network.spec.ConvolutionSpec.Pooling2d;
import io.gradstream.network.spec.ConvolutionSpec.Reshape;
import io.gradstream.network.spec.ConvolutionSpec.TransposedConvolution2d;
import io.gradstream.network.spec.ConvolutionSpec.Upsample2d;

/** Makes the layers of {@link ConvolutionSpec}. */
final class ConvolutionLayers {

  private ConvolutionLayers() {}

  static Layer of(ConvolutionSpec spec, String name, Signal input, Site site) {
    if (spec instanceof Convolution2d convolution) {
      return Convolution.of(convolution, name, input, site);
    }
    if (spec instanceof Convolution1d convolution) {
      return Convolution.of(convolution, name, input, site);
    }
    if (spec instanceof TransposedConvolution2d convolution) {
      return new TransposedConvolution(convolution, name, input, site);
    }
    if (spec instanceof Pooling2d pool) {
      return PoolingLayer.of(pool, input, site);
    }
    if (spec instanceof Pooling1d pool) {
      return PoolingLayer.of(pool, input, site);
    }
    if (spec instanceof GlobalPooling pool) {
      return PoolingLayer.of(pool, input, site);
    }
    if (spec instanceof Upsample2d upsample) {
      return new Upsampling(upsample, input, site);
    }
    if (spec instanceof Reshape || spec instanceof Flatten) {
      return new View(input, spec.output(input.shape()));
    }
    throw new AssertionError("no layer for " + spec);
  }
}
