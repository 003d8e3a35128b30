package io.gradstream.benchmarks.plasticity;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Images and their classes, from the two files of MNIST's format (IDX: a big-endian header, then
 * bytes), gzipped.
 *
 * @param pixels [images, values], unsigned
 * @param classes [images]
 */
record LabeledImages(byte[][] pixels, int[] classes) {

  private static final int IMAGES = 0x803; // bytes, three dimensions
  private static final int LABELS = 0x801; // bytes, one

  /** The images to train with. */
  static LabeledImages read(Path folder) throws IOException {
    byte[][] pixels = images(folder.resolve("train-images-idx3-ubyte.gz"));
    int[] classes = labels(folder.resolve("train-labels-idx1-ubyte.gz"));
    if (pixels.length != classes.length) {
      throw new IOException(
          "as many images as labels must be in %s: %d and %d"
              .formatted(folder, pixels.length, classes.length));
    }
    return new LabeledImages(pixels, classes);
  }

  private static byte[][] images(Path file) throws IOException {
    try (DataInputStream in = open(file, IMAGES)) {
      byte[][] pixels = new byte[in.readInt()][];
      int values = Math.multiplyExact(in.readInt(), in.readInt());
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = in.readNBytes(values);
      }
      return pixels;
    }
  }

  private static int[] labels(Path file) throws IOException {
    try (DataInputStream in = open(file, LABELS)) {
      int[] classes = new int[in.readInt()];
      for (int i = 0; i < classes.length; i++) {
        classes[i] = in.readUnsignedByte();
      }
      return classes;
    }
  }

  private static DataInputStream open(Path file, int kind) throws IOException {
    DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))));
    int found = in.readInt();
    if (found != kind) {
      in.close();
      throw new IOException(
          "%s must start with %x, which stands for its kind: %x".formatted(file, kind, found));
    }
    return in;
  }

  int count() {
    return classes.length;
  }

  int values() {
    return pixels[0].length;
  }
}
