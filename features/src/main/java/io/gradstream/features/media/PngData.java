package io.gradstream.features.media;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The image data of a PNG file, unpacked as far as they are asked for: what is packed behind the
 * last row is never unpacked.
 */
final class PngData implements AutoCloseable {

  private final Iterator<ByteBuffer> chunks;
  private final Inflater inflater = new Inflater();

  PngData(List<ByteBuffer> chunks) {
    this.chunks = chunks.iterator();
  }

  /** Fills {@code into[0..length)}. */
  void read(byte[] into, int length) {
    int read = 0;
    try {
      while (read < length) {
        int more = inflater.inflate(into, read, length - read);
        read += more;
        if (more == 0) {
          refill();
        }
      }
    } catch (DataFormatException e) {
      throw PngReader.damaged("its image data cannot be unpacked");
    }
  }

  private void refill() {
    if (inflater.finished() || inflater.needsDictionary() || !chunks.hasNext()) {
      throw PngReader.damaged("its image data end early");
    }
    if (inflater.needsInput()) {
      inflater.setInput(chunks.next());
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
