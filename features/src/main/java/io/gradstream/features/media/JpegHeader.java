package io.gradstream.features.media;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * What a JPEG file says of itself (ITU-T T.81, annex B), found without decoding any of it.
 *
 * @param orientation of Exif, 1 to 8; 1 where nothing is said
 * @param bare the same file without remarks, previews and colour profiles
 */
record JpegHeader(int height, int width, int orientation, byte[] bare) {

  private static final int START = 0xd8;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int FIRST_RESTART = 0xd0;
  private static final int LAST_RESTART = 0xd7;
  private static final int COMMENT = 0xfe;
  private static final int APPLICATION = 0xe0; // the first of sixteen
  private static final int EXIF = 0xe1;
  private static final int ADOBE = 0xee;
  private static final int CMYK = 4; // components

  /** Each of a progressive file goes over all the picture: usual are ten. */
  private static final int MOST_SCANS = 64;

  static JpegHeader read(byte[] bytes) {
    try {
      return new Walk(bytes).read();
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw truncated();
    }
  }

  static UnreadableException truncated() {
    return UnreadableException.of("a truncated JPEG: it ends before its end");
  }

  static UnreadableException damaged(String how) {
    return UnreadableException.of("a damaged JPEG: " + how);
  }

  /** From marker to marker. */
  private static final class Walk {
    private final byte[] bytes;
    private final ByteBuffer in;
    private final ByteArrayOutputStream bare = new ByteArrayOutputStream();
    private int height;
    private int width;
    private int orientation = 1;
    private int scans;

    Walk(byte[] bytes) {
      this.bytes = bytes;
      this.in = ByteBuffer.wrap(bytes);
    }

    JpegHeader read() {
      int marker = marker();
      while (marker != END) {
        if (marker == START) {
          keep(in.position() - 2, in.position());
        } else {
          segment(marker);
        }
        marker = marker();
      }
      keep(in.position() - 2, in.position());
      if (width == 0 || scans == 0) {
        throw damaged("it has no picture");
      }
      return new JpegHeader(height, width, orientation, bare.toByteArray());
    }

    private void keep(int from, int to) {
      bare.write(bytes, from, to - from);
    }

    private int marker() {
      if ((in.get() & 0xff) != 0xff) {
        throw damaged("a segment does not end where it says");
      }
      int marker = in.get() & 0xff;
      while (marker == 0xff) {
        marker = in.get() & 0xff;
      }
      return marker;
    }

    private void segment(int marker) {
      int from = in.position() - 2;
      int start = in.position() + 2;
      int length = in.getShort() & 0xffff;
      if (length < 2) {
        throw damaged("a segment of %d bytes".formatted(length));
      }
      in.position(start + length - 2);
      ByteBuffer segment = in.slice(start, length - 2);
      if (isFrame(marker)) {
        frame(marker, segment);
      } else if (marker == EXIF) {
        orientation = Exif.orientation(segment);
      } else if (marker == SCAN) {
        scan();
      }
      boolean isRemark =
          marker == COMMENT || marker > APPLICATION && marker < 0xf0 && marker != ADOBE;
      if (!isRemark) {
        keep(from, in.position());
      }
    }

    /** Start of frame; C4, C8 and CC in between are something else. */
    private static boolean isFrame(int marker) {
      return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private void frame(int marker, ByteBuffer frame) {
      if (marker > 0xc2) {
        throw UnreadableException.of(
            marker == 0xc3
                ? "a lossless JPEG, which is not read"
                : "a JPEG of a rare kind, SOF%d, which is not read".formatted(marker - 0xc0));
      }
      if (width != 0) {
        throw damaged("it has two pictures");
      }
      int precision = frame.get();
      height = frame.getShort() & 0xffff;
      width = frame.getShort() & 0xffff;
      int components = frame.get();
      if (precision != 8) {
        throw UnreadableException.of("a JPEG of %d bits, which is not read".formatted(precision));
      }
      if (components == CMYK) {
        throw UnreadableException.of("a JPEG in CMYK, for print, which is not read");
      }
      if (components != 1 && components != 3) {
        throw damaged("it has %d components".formatted(components));
      }
      Pixels.requireSize(height, width);
    }

    /** To the next marker: FF 00 is a byte of data, and restarts are part of them. */
    private void scan() {
      if (width == 0) {
        throw damaged("it begins without a frame");
      }
      if (++scans > MOST_SCANS) {
        throw UnreadableException.tooLarge("a JPEG of more than %d scans".formatted(MOST_SCANS));
      }
      while (true) {
        int next = in.get() & 0xff;
        if (next == 0xff) {
          int code = in.get(in.position()) & 0xff;
          boolean isData = code == 0 || code >= FIRST_RESTART && code <= LAST_RESTART;
          if (!isData && code != 0xff) {
            in.position(in.position() - 1);
            return;
          }
        }
      }
    }
  }
}
