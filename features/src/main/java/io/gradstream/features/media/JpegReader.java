package io.gradstream.features.media;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads a JPEG file by the decoder of the JDK, which is native code: a pixel may differ by one
 * between builds of Java. Our own part is what is decided before: kind, size, how often the picture
 * is gone over; and that a picture is taken as it was seen, by the orientation its camera noted.
 * Colour profiles are not looked at.
 */
final class JpegReader {

  private JpegReader() {}

  static Pixels read(byte[] bytes) {
    JpegHeader header = JpegHeader.read(bytes);
    Pixels pixels = pixels(header);
    return pixels.turned(header.orientation());
  }

  private static Pixels pixels(JpegHeader header) {
    try {
      return decoded(header);
    } catch (IOException | RuntimeException e) {
      if (e instanceof UnreadableException said) {
        throw said;
      }
      throw JpegHeader.damaged("it cannot be decoded");
    } catch (LinkageError e) {
      throw UnreadableException.of("JPEG, which this Java cannot read: " + e.getMessage());
    }
  }

  private static Pixels decoded(JpegHeader header) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
    if (!readers.hasNext()) {
      throw UnreadableException.of("JPEG, which this Java cannot read: it has no decoder of it");
    }
    ImageReader reader = readers.next();
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(header.bare()))) {
      AtomicBoolean isWhole = new AtomicBoolean(true);
      reader.addIIOReadWarningListener((of, warning) -> isWhole.set(false));
      reader.setInput(in, true, true);
      Raster raster = reader.read(0).getRaster();
      if (!isWhole.get()) {
        throw JpegHeader.damaged("the decoder filled in what is not there");
      }
      return pixels(raster, header);
    } finally {
      reader.dispose();
    }
  }

  private static Pixels pixels(Raster raster, JpegHeader header) {
    int channels = raster.getNumBands();
    boolean isAsSaid =
        raster.getHeight() == header.height()
            && raster.getWidth() == header.width()
            && (channels == 1 || channels == 3);
    if (!isAsSaid) {
      throw JpegHeader.damaged("its picture is not the one its header tells of");
    }
    Pixels pixels = Pixels.empty(header.height(), header.width(), channels);
    int[] row = new int[header.width() * channels];
    for (int y = 0; y < header.height(); y++) {
      raster.getPixels(0, y, header.width(), 1, row);
      for (int i = 0; i < row.length; i++) {
        pixels.samples()[y * row.length + i] = (byte) row[i];
      }
    }
    return pixels;
  }
}
