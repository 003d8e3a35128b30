package io.gradstream.workbench.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Text of bytes. What comes before an error is given before the error is, be it that the bytes end
 * too early or that they are no text of the encoding. Not thread safe.
 */
final class StrictReader extends Reader {

  private final InputStream in;
  private final Charset charset;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(DataText.BUFFER).flip();
  private boolean ended;
  private IOException broken;

  StrictReader(InputStream in, Charset charset) {
    this.in = in;
    this.charset = charset;
    decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    CharBuffer out = CharBuffer.wrap(buffer, offset, length);
    while (true) {
      CoderResult result = decoder.decode(bytes, out, ended);
      int count = out.position() - offset;
      if (count > 0) {
        return count;
      }
      if (result.isError()) {
        throw notText();
      }
      if (ended) {
        return -1;
      }
      fill();
    }
  }

  private void fill() throws IOException {
    if (broken != null) {
      throw broken;
    }
    bytes.compact();
    try {
      int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
      ended = count < 0;
      bytes.position(bytes.position() + Math.max(0, count));
    } catch (IOException e) {
      broken = e;
      throw e;
    } finally {
      bytes.flip();
    }
  }

  private IOException notText() {
    return new IOException(
        "byte 0x%02X is no %s. Say how the file is encoded with --encoding, for instance --encoding %s"
            .formatted(
                bytes.get(bytes.position()),
                charset.name(),
                charset.name().equals("UTF-8") ? "windows-1252" : "utf-8"));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
