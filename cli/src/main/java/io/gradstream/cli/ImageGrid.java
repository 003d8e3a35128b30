package io.gradstream.cli;

import java.awt.image.BufferedImage;

/** Gray images side by side, in about as many rows as columns, a black line between them. */
final class ImageGrid {

  private ImageGrid() {}

  /**
   * @param images [images, height * width], from 0, black, to 255
   */
  static BufferedImage of(float[][] images, int height, int width) {
    int columns = (int) Math.ceil(Math.sqrt(images.length));
    int rows = (images.length + columns - 1) / columns;
    BufferedImage grid =
        new BufferedImage(
            columns * (width + 1) - 1, rows * (height + 1) - 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < images.length; i++) {
      draw(images[i], width, i % columns * (width + 1), i / columns * (height + 1), grid);
    }
    return grid;
  }

  private static void draw(float[] image, int width, int x, int y, BufferedImage grid) {
    for (int i = 0; i < image.length; i++) {
      int gray = Math.round(Math.min(255, Math.max(0, image[i])));
      grid.getRaster().setSample(x + i % width, y + i / width, 0, gray);
    }
  }
}
