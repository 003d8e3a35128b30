package io.gradstream.features.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gradstream.features.media.Picture.Fit;
import io.gradstream.schemas.DeadLetter.Reason;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no picture that is read, and what is said of it. */
class BadPicturesTest {

  private static final Picture PICTURE = new Picture(4, 4, 1, Fit.STRETCH);
  private static final byte[] PNG = Pictures.grey(3, 0, 51, 102, 153, 204, 255);
  private static final byte[] JPEG =
      Pictures.written(new BufferedImage(40, 30, BufferedImage.TYPE_3BYTE_BGR), "jpg");

  static Stream<Arguments> files() {
    byte[] row = {0, 1, 2, 3};
    return Stream.of(
        bad("no bytes", new byte[0]),
        bad("4 bytes that begin with 6e 6f 70 65", "nope".getBytes(StandardCharsets.UTF_8)),
        bad("GIF, which is not read", Pictures.written(new BufferedImage(2, 2, 1), "gif")),
        bad("BMP, which is not read", Pictures.written(new BufferedImage(2, 2, 1), "bmp")),
        bad("a truncated PNG", Arrays.copyOf(PNG, PNG.length - 5)),
        bad("a damaged PNG: a checksum", changed(PNG, PNG.length - 20)),
        bad("a damaged PNG: its image data end early", Pictures.png(3, 2, 8, 0, row)),
        bad(
            "a damaged PNG: there is no filter 9",
            Pictures.png(3, 1, 8, 0, new byte[] {9, 1, 2, 3})),
        bad("a damaged PNG: it has no palette", Pictures.png(3, 1, 8, 3, row)),
        bad(
            "a damaged PNG: its palette has no colour 1",
            Pictures.png(3, 1, 8, 3, row, Pictures.chunk("PLTE", new byte[3]))),
        bad("a damaged PNG: there is none of colour type 5", Pictures.png(3, 1, 8, 5, row)),
        bad(
            "a damaged PNG: chunk ABCD must not be left out",
            Pictures.png(3, 1, 8, 0, row, Pictures.chunk("ABCD", new byte[1]))),
        bad("an animated PNG", Pictures.png(3, 1, 8, 0, row, Pictures.chunk("acTL", new byte[8]))),
        bad("one of 0 x 1 pixels", Pictures.png(0, 1, 8, 0, row)),
        large("one of 20000 x 1 pixels", Pictures.png(20_000, 1, 8, 0, row)),
        large("one of 16000 x 16000 pixels", Pictures.png(16_000, 16_000, 16, 6, row)),
        large("one of 4294967295 x 1 pixels", Pictures.png(-1, 1, 8, 0, row)),
        bad("a truncated JPEG", Arrays.copyOf(JPEG, JPEG.length - 9)),
        bad("a truncated JPEG", Arrays.copyOf(JPEG, 30)),
        bad("a JPEG in CMYK, for print, which is not read", frame(0xc0, 4, 8)),
        bad("a JPEG of 12 bits", frame(0xc1, 3, 12)),
        bad("a lossless JPEG", frame(0xc3, 3, 8)),
        bad("a JPEG of a rare kind, SOF9", frame(0xc9, 3, 8)),
        bad("RIFF that is no sound", "RIFFxxxxAVI ".getBytes(StandardCharsets.UTF_8)),
        bad("WAV", "RIFFxxxxWAVEfmt ".getBytes(StandardCharsets.UTF_8)),
        bad("WebP, which is not read", "RIFFxxxxWEBPVP8 ".getBytes(StandardCharsets.UTF_8)),
        bad("PDF, which is not read", "%PDF-1.7".getBytes(StandardCharsets.UTF_8)));
  }

  private static Arguments bad(String found, byte[] bytes) {
    return Arguments.of(found, Reason.WRONG_TYPE, bytes);
  }

  private static Arguments large(String found, byte[] bytes) {
    return Arguments.of(found, Reason.OUT_OF_RANGE, bytes);
  }

  private static byte[] changed(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] ^= 1;
    return changed;
  }

  /** A frame of 8 x 8 pixels. */
  private static byte[] frame(int marker, int components, int bits) {
    int length = 8 + 3 * components;
    byte[] jpeg = new byte[4 + length + 2];
    byte[] start = {-1, (byte) 0xd8, -1, (byte) marker, 0, (byte) length, (byte) bits, 0, 8, 0, 8};
    System.arraycopy(start, 0, jpeg, 0, start.length);
    jpeg[start.length] = (byte) components;
    jpeg[jpeg.length - 2] = -1;
    jpeg[jpeg.length - 1] = (byte) 0xd9;
    return jpeg;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void isRefusedWithWhatItIs(String found, Reason reason, byte[] bytes) {
    UnreadableException refused =
        catchThrowableOfType(UnreadableException.class, () -> PICTURE.read(bytes));
    assertThat(refused).as(found).isNotNull();
    assertThat(refused.getMessage()).startsWith(found);
    assertThat(refused.reason()).isEqualTo(reason);
  }

  @Test
  void everyTruncationIsRefused() {
    for (byte[] whole : new byte[][] {PNG, JPEG}) {
      for (int length = 0; length < whole.length; length++) {
        byte[] part = Arrays.copyOf(whole, length);
        assertThat(catchThrowableOfType(UnreadableException.class, () -> PICTURE.read(part)))
            .as("%d bytes", length)
            .isNotNull();
      }
    }
  }

  /** 64 MiB of zeros behind the picture: never unpacked. */
  @Test
  void whatIsPackedBehindThePictureIsNotUnpacked() {
    byte[] rows = new byte[64 << 20];
    byte[] png = Pictures.png(3, 1, 8, 0, rows);
    assertThat(png.length).isLessThan(100_000);
    assertThat(new Picture(1, 3, 1, Fit.STRETCH).read(png)).containsExactly(0, 0, 0);
  }

  @Test
  void aJpegThatGoesOverItsPictureAgainAndAgainIsRefused() {
    byte[] scan = {-1, (byte) 0xda, 0, 2};
    byte[] frame = frame(0xc2, 1, 8);
    byte[] jpeg = Arrays.copyOf(frame, frame.length - 2 + 65 * scan.length + 2);
    for (int i = 0; i < 65; i++) {
      System.arraycopy(scan, 0, jpeg, frame.length - 2 + i * scan.length, scan.length);
    }
    jpeg[jpeg.length - 2] = -1;
    jpeg[jpeg.length - 1] = (byte) 0xd9;
    assertThat(catchThrowableOfType(UnreadableException.class, () -> PICTURE.read(jpeg)))
        .hasMessage("a JPEG of more than 64 scans");
  }
}
