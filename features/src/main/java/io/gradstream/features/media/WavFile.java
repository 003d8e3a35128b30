package io.gradstream.features.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A WAV file of plain samples: whole ones of 8, 16, 24 or 32 bits, floats of 32 or 64, one channel
 * or several, which are averaged. Our own reader: no length it tells is believed, and nothing is
 * held but the samples that are asked for.
 *
 * @param data the frames, little endian
 */
record WavFile(WavFormat format, ByteBuffer data) {

  private static final int FORMAT = 0x20746d66; // "fmt ", little endian
  private static final int DATA = 0x61746164; // "data"
  private static final int FIRST_CHUNK = 12; // offset
  private static final int CHUNK = 8; // bytes of name and length
  private static final long UNKNOWN = 0xffffffffL; // a length of who could not go back to write it

  static WavFile read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(FIRST_CHUNK);
    WavFormat format = null;
    while (in.remaining() >= CHUNK) {
      int name = in.getInt();
      long length = in.getInt() & 0xffffffffL;
      if (name == DATA) {
        if (format == null) {
          throw damaged("its samples come before their format");
        }
        return new WavFile(format, data(in, length, format));
      }
      if (length > in.remaining()) {
        throw truncated(length, in.remaining());
      }
      if (name == FORMAT) {
        format = WavFormat.read(part(in, (int) length));
      }
      long padded = length + (length & 1); // chunks begin at even places
      in.position((int) Math.min(in.limit(), in.position() + padded));
    }
    throw damaged("it has no samples");
  }

  private static ByteBuffer data(ByteBuffer in, long length, WavFormat format) {
    long said = length == UNKNOWN ? in.remaining() - in.remaining() % format.frame() : length;
    if (said > in.remaining()) {
      throw truncated(said, in.remaining());
    }
    if (said % format.frame() != 0) {
      throw damaged("%d bytes are no whole number of samples".formatted(said));
    }
    if (said == 0) {
      throw UnreadableException.of("WAV without a sample");
    }
    return part(in, (int) said);
  }

  private static ByteBuffer part(ByteBuffer in, int length) {
    return in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static UnreadableException truncated(long said, int there) {
    return UnreadableException.of(
        "a truncated WAV: it tells of %d bytes, and %d are there".formatted(said, there));
  }

  static UnreadableException damaged(String how) {
    return UnreadableException.of("a damaged WAV: " + how);
  }

  /** Frames a second. */
  int rate() {
    return format.rate();
  }

  /**
   * The first samples, the mean of all channels, full scale being 1.
   *
   * @return [at most most]
   */
  double[] samples(long most) {
    int frames = data.limit() / format.frame();
    double[] samples = new double[(int) Math.min(most, frames)];
    for (int i = 0; i < samples.length; i++) {
      double sum = 0;
      for (int channel = 0; channel < format.channels(); channel++) {
        sum += sample(i * format.frame() + channel * format.bytes());
      }
      samples[i] = sum / format.channels();
    }
    return samples;
  }

  private double sample(int at) {
    if (format.isFloat()) {
      return finite(format.bytes() == Float.BYTES ? data.getFloat(at) : data.getDouble(at), at);
    }
    return switch (format.bytes()) {
      case 1 -> ((data.get(at) & 0xff) - 128) / 128.0;
      case 2 -> data.getShort(at) / 32_768.0;
      case 3 -> ((data.getShort(at) & 0xffff) | data.get(at + 2) << 16) / 8_388_608.0;
      default -> data.getInt(at) / 2_147_483_648.0;
    };
  }

  /** Floats may be louder than full scale, but not by any amount. */
  private double finite(double sample, int at) {
    if (!(Math.abs(sample) <= 1e6)) {
      String found = "WAV whose sample %d is %s".formatted(at / format.frame(), sample);
      throw Double.isFinite(sample)
          ? UnreadableException.tooLarge(found)
          : UnreadableException.notFinite(found);
    }
    return sample;
  }
}
