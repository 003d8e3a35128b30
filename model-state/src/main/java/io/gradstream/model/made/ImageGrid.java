package io.gradstream.model.made;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Gray images side by side, in about as many rows as columns, a black line between them. */
public final class ImageGrid {

  private ImageGrid() {}

  /** Whether events of such a shape are gray images. */
  public static boolean fits(List<Integer> shape) {
    return shape.size() == 2 || (shape.size() == 3 && shape.get(2) == 1);
  }

  /**
   * The grid as the bytes of a PNG.
   *
   * @param images [images, height * width], from 0, black, to 255
   * @param shape of an image that {@linkplain #fits}: its height, its width
   */
  public static byte[] png(float[][] images, List<Integer> shape) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // else it would go by way of a temporary file
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(grid(images, shape.get(0), shape.get(1)), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static BufferedImage grid(float[][] images, int height, int width) {
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
