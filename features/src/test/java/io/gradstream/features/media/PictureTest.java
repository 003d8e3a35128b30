package io.gradstream.features.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.media.Picture.Fit;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

  private static final Picture GREY = new Picture(2, 3, 1, Fit.STRETCH);
  private static final Picture COLORS = new Picture(2, 3, 3, Fit.STRETCH);

  @Test
  void usageExample() {
    byte[] png = Pictures.grey(3, 0, 51, 102, 153, 204, 255);

    assertThat(GREY.shape()).containsExactly(2, 3, 1);
    assertThat(GREY.read(png)).containsExactly(0, 51, 102, 153, 204, 255);
  }

  @Test
  void whatTheJdkWritesIsReadToTheBit() throws IOException {
    for (int type :
        new int[] {
          BufferedImage.TYPE_BYTE_GRAY,
          BufferedImage.TYPE_3BYTE_BGR,
          BufferedImage.TYPE_BYTE_INDEXED,
          BufferedImage.TYPE_BYTE_BINARY
        }) {
      BufferedImage image = noise(37, 23, type);
      for (boolean interlaced : new boolean[] {false, true}) {
        Picture same = new Picture(23, 37, 3, Fit.STRETCH);
        assertThat(same.read(png(image, interlaced))).isEqualTo(colors(image));
      }
    }
  }

  /** Of grey the samples themselves: the JDK's own colours of it go through a linear space. */
  private static float[] colors(BufferedImage image) {
    float[] colors = new float[image.getHeight() * image.getWidth() * 3];
    for (int i = 0; i < colors.length; i++) {
      int x = i / 3 % image.getWidth();
      int y = i / 3 / image.getWidth();
      colors[i] =
          image.getType() == BufferedImage.TYPE_BYTE_GRAY
              ? image.getRaster().getSample(x, y, 0)
              : image.getRGB(x, y) >> 8 * (2 - i % 3) & 0xff;
    }
    return colors;
  }

  private static BufferedImage noise(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Random random = new Random(1);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, x % 5 == 0 ? random.nextInt() : 0x102030 * (y % 4) + x);
      }
    }
    return image;
  }

  private static byte[] png(BufferedImage image, boolean interlaced) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setProgressiveMode(
        interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), how);
    }
    return bytes.toByteArray();
  }

  @Test
  void sixteenBitsAreRoundedToEight() {
    byte[] rows = {0, 0x12, 0x34, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    byte[] png = Pictures.png(3, 1, 16, 0, rows);
    assertThat(new Picture(1, 3, 1, Fit.STRETCH).read(png)).containsExactly(0x12, 0x7f, 0xff);
  }

  @Test
  void samplesOfFewBitsAreSpreadOverAllOfEight() {
    byte[] png = Pictures.png(4, 1, 2, 0, new byte[] {0, 0b00_01_10_11});
    assertThat(new Picture(1, 4, 1, Fit.STRETCH).read(png)).containsExactly(0, 85, 170, 255);
  }

  @Test
  void whatIsTransparentLiesOnWhite() {
    byte[] greyAlpha = Pictures.png(3, 1, 8, 4, new byte[] {0, 10, 0, 10, -1, 0, (byte) 128});
    assertThat(new Picture(1, 3, 1, Fit.STRETCH).read(greyAlpha)).containsExactly(255, 10, 127);

    byte[] palette = {1, 2, 3, 4, 5, 6};
    byte[] indexed =
        Pictures.png(
            2,
            1,
            8,
            3,
            new byte[] {0, 0, 1},
            Pictures.chunk("PLTE", palette),
            Pictures.chunk("tRNS", new byte[] {0}));
    assertThat(new Picture(1, 2, 3, Fit.STRETCH).read(indexed))
        .containsExactly(255, 255, 255, 4, 5, 6);

    byte[] key =
        Pictures.png(2, 1, 8, 0, new byte[] {0, 7, 8}, Pictures.chunk("tRNS", new byte[] {0, 7}));
    assertThat(new Picture(1, 2, 1, Fit.STRETCH).read(key)).containsExactly(255, 8);
  }

  @Test
  void coloursBecomeGreyAndGreyColours() {
    byte[] red = Pictures.png(1, 1, 8, 2, new byte[] {0, -1, 0, 0});
    assertThat(new Picture(1, 1, 1, Fit.STRETCH).read(red)).containsExactly(76);
    assertThat(new Picture(1, 1, 3, Fit.STRETCH).read(Pictures.grey(1, 9)))
        .containsExactly(9, 9, 9);
  }

  @ParameterizedTest
  @CsvSource({
    "STRETCH, '20 60 100 140'", // means of two
    "CROP, '20 60 100 140'",
    "PAD, '20 60 100 140'"
  })
  void ofTheSameFormAllFitsAreTheMeanOfWhatAPixelCovers(Fit fit, String means) {
    byte[] png =
        Pictures.grey(4, 10, 30, 50, 70, 10, 30, 50, 70, 90, 110, 130, 150, 90, 110, 130, 150);
    assertThat(new Picture(2, 2, 1, fit).read(png)).isEqualTo(numbers(means));
  }

  @ParameterizedTest
  @CsvSource({"STRETCH, '15 35 15 35'", "CROP, '20 30 20 30'", "PAD, '15 35 0 0'"})
  void aPictureOfAnotherFormIsStretchedCutOrPadded(Fit fit, String expected) {
    byte[] png = Pictures.grey(4, 10, 20, 30, 40, 10, 20, 30, 40);
    assertThat(new Picture(2, 2, 1, fit).read(png)).isEqualTo(numbers(expected));
  }

  @Test
  void aPixelMayCoverPartsOfOthersAndHalvesAreRoundedUp() {
    assertThat(new Picture(1, 2, 1, Fit.STRETCH).read(Pictures.grey(3, 0, 30, 90)))
        .containsExactly(10, 70);
    assertThat(new Picture(1, 3, 1, Fit.STRETCH).read(Pictures.grey(2, 0, 101)))
        .containsExactly(0, 51, 101);
    assertThat(new Picture(3, 3, 1, Fit.STRETCH).read(Pictures.grey(1, 7))).containsOnly(7);
  }

  private static float[] numbers(String text) {
    float[] numbers = new float[text.split(" ").length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.parseFloat(text.split(" ")[i]);
    }
    return numbers;
  }

  @Test
  void aJpegIsReadAsNearAsItWasWritten() {
    BufferedImage image = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
    Graphics2D on = image.createGraphics();
    on.setColor(new Color(200, 40, 90));
    on.fillRect(0, 0, 30, 20);
    on.dispose();
    for (float value : new Picture(4, 4, 3, Fit.CROP).read(Pictures.written(image, "jpg"))) {
      assertThat(List.of(200f, 40f, 90f)).anyMatch(wanted -> Math.abs(wanted - value) <= 2);
    }
    BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    Raster raster = grey.getRaster();
    assertThat(raster.getNumBands()).isOne();
    Arrays.stream(new int[] {3, 100, 250})
        .forEach(
            shade -> {
              grey.getRaster().setPixels(0, 0, 16, 16, filled(shade));
              float[] read = new Picture(1, 1, 1, Fit.STRETCH).read(Pictures.written(grey, "jpg"));
              assertThat(read[0]).isBetween(shade - 2f, shade + 2f);
            });
  }

  private static int[] filled(int shade) {
    int[] all = new int[256];
    Arrays.fill(all, shade);
    return all;
  }

  @Test
  void aJpegIsTurnedAsItsCameraSays() {
    BufferedImage image = new BufferedImage(16, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 8; y++) {
      for (int x = 8; x < 16; x++) {
        image.getRaster().setSample(x, y, 0, 255); // the right half is white
      }
    }
    byte[] jpeg = Pictures.written(image, "jpg");
    assertThat(halves(jpeg, 1, 2)).containsExactly(false, true);
    assertThat(halves(turned(jpeg, 3), 1, 2)).containsExactly(true, false);
    assertThat(halves(turned(jpeg, 6), 2, 1)).containsExactly(false, true);
    assertThat(halves(turned(jpeg, 8), 2, 1)).containsExactly(true, false);
    assertThat(halves(turned(jpeg, 99), 1, 2)).containsExactly(false, true);
  }

  private static boolean[] halves(byte[] jpeg, int height, int width) {
    float[] read = new Picture(height, width, 1, Fit.STRETCH).read(jpeg);
    return new boolean[] {read[0] > 128, read[1] > 128};
  }

  /** With an Exif segment behind the first marker. */
  private static byte[] turned(byte[] jpeg, int orientation) {
    byte[] exif = {
      (byte) 0xff,
      (byte) 0xe1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      0x01,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(jpeg, 0, 2);
    bytes.writeBytes(exif);
    bytes.write(jpeg, 2, jpeg.length - 2);
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"IMAGE_28_28_1_STRETCH", "IMAGE_8_9_3_PAD", "SPECTROGRAM_8000_256_100_40_64"})
  void aFormSaysAll(String form) {
    assertThat(Medium.of(List.of(form.split("_"))).form()).isEqualTo(form);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "FILM",
        "IMAGE",
        "IMAGE_1_1_1_MELT",
        "IMAGE_0_1_1_PAD",
        "IMAGE_9999_9999_3_PAD",
        "SPECTROGRAM_1_2_3_4_5"
      })
  void aFormThatIsNoneIsRefused(String form) {
    assertThatThrownBy(() -> Medium.of(List.of(form.split("_"))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
