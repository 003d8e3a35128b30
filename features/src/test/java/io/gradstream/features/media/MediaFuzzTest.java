package io.gradstream.features.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.gradstream.features.media.Picture.Fit;

/** Whatever a file holds, it is an array of bytes' numbers, or refused. */
class MediaFuzzTest {

  private static final Picture PICTURE = new Picture(6, 5, 3, Fit.CROP);
  private static final Sound SOUND = new Sound(8000, 64, 50, 8, 10);

  @FuzzTest
  void isAPictureOrRefused(byte[] file) {
    isWholeOrRefused(PICTURE, file);
  }

  /** Past the checksums, which no fuzzer finds: each chunk gets the right one. */
  @FuzzTest
  void ofWhateverChunksIsAPictureOrRefused(byte[] file) {
    isWholeOrRefused(PICTURE, Chunks.mended(file));
  }

  @FuzzTest
  void isASoundOrRefused(byte[] file) {
    isWholeOrRefused(SOUND, file);
  }

  private static void isWholeOrRefused(Medium medium, byte[] file) {
    float[] read;
    try {
      read = medium.read(file);
    } catch (UnreadableException e) {
      assertThat(e.getMessage()).isNotEmpty();
      return;
    }
    assertThat(read).hasSize(medium.size());
    for (float number : read) {
      assertThat(number).isBetween(0f, 255f).isEqualTo((float) Math.rint(number));
    }
  }
}
