package io.gradstream.features.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.EventBuilder;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.schemas.DeadLetter.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SoundTest {

  private static final int BANDS = 40;
  private static final int STEPS = 64;
  private static final Sound SOUND = new Sound(8000, 256, 100, BANDS, STEPS);

  /** CRC-32 of the levels, of whatever Java. */
  private static final long GOLDEN = 2_927_198_692L;

  @Test
  void usageExample() {
    byte[] wav = Sounds.wav(8000, 1, Sounds.sine(1000));

    float[] levels = SOUND.read(wav);
    assertThat(SOUND.shape()).containsExactly(STEPS, BANDS);
    assertThat(loudest(levels, 10)).isEqualTo(band(1000));
  }

  private static int loudest(float[] levels, int step) {
    int loudest = 0;
    for (int band = 0; band < BANDS; band++) {
      loudest = levels[step * BANDS + band] > levels[step * BANDS + loudest] ? band : loudest;
    }
    return loudest;
  }

  /** The band whose middle is nearest, by the formula of the mel scale. */
  private static int band(double hertz) {
    double width = 2595 * Math.log10(1 + 4000 / 700.0) / (BANDS + 1);
    return (int) Math.round(2595 * Math.log10(1 + hertz / 700) / width) - 1;
  }

  @ParameterizedTest
  @CsvSource({"300", "700", "1500", "2500", "3500"})
  void aToneIsLoudestInItsBand(double hertz) {
    assertThat(loudest(SOUND.read(Sounds.wav(8000, 1, Sounds.sine(hertz))), 30))
        .isEqualTo(band(hertz));
  }

  /** As a query in binary may have it: its bytes are UTF-8 by chance. */
  @Test
  void aSilentOneThatIsTextIsReadAsItStands() {
    byte[] wav = Sounds.wav(11_025, 0.003, seconds -> 0);
    String text = new String(wav, StandardCharsets.UTF_8);
    assertThat(text.getBytes(StandardCharsets.UTF_8)).isEqualTo(wav);
    EventSchema schema =
        new EventSchema(
            List.of(new EventField("sound", FieldType.NUMBERS, true).of(SOUND)), ZoneOffset.UTC);

    Decoded decoded = new EventBuilder(schema).set(0, text).build();

    assertThat(((Decoded.Good) decoded).event().numbers(0)).isEqualTo(SOUND.read(wav));
  }

  /** The slow obvious transform gives the same power. */
  @Test
  void theFastTransformIsTheSlowOne() {
    double[] samples = new double[64];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = StrictMath.sin(i * i);
    }
    double[] fast = new Fourier(60).power(samples);
    assertThat(fast).hasSize(33);
    for (int bin = 0; bin < fast.length; bin++) {
      double real = 0;
      double imaginary = 0;
      for (int i = 0; i < 64; i++) {
        real += samples[i] * Math.cos(2 * Math.PI * bin * i / 64);
        imaginary -= samples[i] * Math.sin(2 * Math.PI * bin * i / 64);
      }
      assertThat(fast[bin]).isCloseTo(real * real + imaginary * imaginary, within(1e-9));
    }
  }

  @Test
  void theSameBytesGiveTheSameNumbersOnEveryMachine() {
    float[] levels =
        new Sound(8000, 200, 80, BANDS, STEPS)
            .read(
                Sounds.wav(11_025, 0.7, t -> 0.3 * StrictMath.sin(9e3 * t * t) + 0.2 * (t % 0.01)));
    CRC32 crc = new CRC32();
    for (float level : levels) {
      crc.update((int) level);
    }
    assertThat(crc.getValue()).isEqualTo(GOLDEN);
  }

  @Test
  void levelsAreWholeAndHalfDecibels() {
    float[] full = SOUND.read(Sounds.wav(8000, 1, Sounds.sine(1000)));
    float[] tenth = SOUND.read(Sounds.wav(8000, 1, t -> 0.1 * Sounds.sine(1000).at(t)));
    int at = 20 * BANDS + band(1000);
    assertThat(full[at]).isBetween(195f, 206f);
    assertThat(full[at] - tenth[at]).isCloseTo(40, within(1f)); // 20 dB
    for (float level : full) {
      assertThat(level).isEqualTo((byte) level & 0xff);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 8000, 8",
    "1, 1, 8000, 24",
    "1, 1, 8000, 32",
    "3, 1, 8000, 32",
    "3, 1, 8000, 64",
    "1, 2, 8000, 16",
    "1, 6, 8000, 24",
    "1, 1, 48000, 16",
    "1, 2, 44100, 16",
    "1, 1, 11025, 16",
    "1, 1, 4000, 16"
  })
  void everyFormAndRateOfASoundGivesNearlyTheSame(int code, int channels, int rate, int bits) {
    Sounds.Wave wave = t -> 0.4 * Sounds.sine(440).at(t) + 0.3 * Sounds.sine(1210).at(t);
    float[] plain = SOUND.read(Sounds.wav(8000, 1, wave));
    float[] other = SOUND.read(Sounds.wav(code, channels, rate, bits, 1, wave));
    for (double hertz : new double[] {440, 1210}) {
      int at = 30 * BANDS + band(hertz);
      assertThat(other[at]).isCloseTo(plain[at], within(1f));
    }
  }

  /** Half of what is sampled is more than can be heard at the lower rate. */
  @Test
  void whatIsTooHighForTheRateIsFilteredOut() {
    float[] high = SOUND.read(Sounds.wav(48_000, 1, Sounds.sine(9000)));
    float[] heard = SOUND.read(Sounds.wav(48_000, 1, Sounds.sine(3000)));
    int step = 30 * BANDS;
    float loudest = high[step + loudest(high, 30)];
    assertThat(heard[step + loudest(heard, 30)] - loudest).isGreaterThan(100); // 50 dB
  }

  @Test
  void silenceIsZeroAndAShortSoundEndsInSilence() {
    assertThat(SOUND.read(Sounds.wav(8000, 1, t -> 0))).containsOnly(0);
    float[] brief = SOUND.read(Sounds.wav(8000, 0.1, Sounds.sine(1000)));
    assertThat(Arrays.copyOfRange(brief, 8 * BANDS, STEPS * BANDS)).containsOnly(0);
    assertThat(loudest(brief, 3)).isEqualTo(band(1000));
  }

  @Test
  void aLongSoundIsCut() {
    float[] brief = SOUND.read(Sounds.wav(8000, 1, Sounds.sine(700)));
    assertThat(SOUND.read(Sounds.wav(8000, 60, Sounds.sine(700)))).isEqualTo(brief);
  }

  @Test
  void theExtensibleFormIsRead() {
    byte[] data = new byte[1600];
    data[801] = 64;
    float[] plain = SOUND.read(Sounds.file(Sounds.format(1, 1, 8000, 16), data, 1600));
    assertThat(SOUND.read(Sounds.file(Sounds.extensible(1, 1, 8000, 16), data, 1600)))
        .isEqualTo(plain);
    assertThat(plain).contains(plain[7 * BANDS], 0f);
  }

  @Test
  void aLengthThatCouldNotBeWrittenBackMeansToTheEnd() {
    byte[] data = new byte[1601];
    data[801] = 64;
    float[] plain =
        SOUND.read(Sounds.file(Sounds.format(1, 1, 8000, 16), Arrays.copyOf(data, 1600), 1600));
    assertThat(SOUND.read(Sounds.file(Sounds.format(1, 1, 8000, 16), data, -1))).isEqualTo(plain);
  }

  static Stream<Arguments> files() {
    byte[] format = Sounds.format(1, 1, 8000, 16);
    byte[] data = new byte[100];
    byte[] foreign = Sounds.extensible(1, 1, 8000, 16);
    foreign[39] = 0;
    byte[] nan =
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putFloat(1)
            .putFloat(Float.NaN)
            .array();
    byte[] loud = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(1e30f).array();
    return Stream.of(
        bad("no bytes", new byte[0]),
        bad("PNG, which is not read", Pictures.grey(1, 1)),
        bad("MP3, which is not read", "ID3....".getBytes(StandardCharsets.US_ASCII)),
        bad("FLAC, which is not read", "fLaC....".getBytes(StandardCharsets.US_ASCII)),
        bad("Ogg, which is not read", "OggS....".getBytes(StandardCharsets.US_ASCII)),
        bad("RIFF that is no sound", "RIFFxxxxAVI ".getBytes(StandardCharsets.US_ASCII)),
        bad("a damaged WAV: it has no samples", "RIFFxxxxWAVE".getBytes(StandardCharsets.US_ASCII)),
        bad("a truncated WAV: it tells of 200 bytes, and 100", Sounds.file(format, data, 200)),
        bad("a truncated WAV: it tells of 4294967294 bytes", Sounds.file(format, data, -2)),
        bad("a damaged WAV: 99 bytes are no whole number", Sounds.file(format, data, 99)),
        bad("WAV without a sample", Sounds.file(format, data, 0)),
        bad("WAV packed by Microsoft ADPCM", Sounds.file(Sounds.format(2, 1, 8000, 16), data, 100)),
        bad("WAV packed by A-law", Sounds.file(Sounds.format(6, 1, 8000, 8), data, 100)),
        bad("WAV packed by mu-law", Sounds.file(Sounds.extensible(7, 1, 8000, 8), data, 100)),
        bad("WAV packed by MP3", Sounds.file(Sounds.format(0x55, 1, 8000, 16), data, 100)),
        bad(
            "WAV packed by a codec of number 0x1234",
            Sounds.file(Sounds.format(0x1234, 1, 8000, 16), data, 100)),
        bad("WAV in a form of somebody's own", Sounds.file(foreign, data, 100)),
        bad("WAV of 12 bits, which", Sounds.file(Sounds.format(1, 2, 8000, 12), data, 99)),
        bad("WAV of 16 bits in floats", Sounds.file(Sounds.format(3, 1, 8000, 16), data, 100)),
        bad(
            "a damaged WAV: it has 0 channels",
            Sounds.file(Sounds.format(1, 0, 8000, 16), data, 100)),
        bad(
            "a damaged WAV: its format has 8 bytes",
            Sounds.file(Arrays.copyOf(format, 8), data, 100)),
        Arguments.of(
            "WAV of 0 samples a second",
            Reason.OUT_OF_RANGE,
            Sounds.file(Sounds.format(1, 1, 0, 16), data, 100)),
        Arguments.of(
            "WAV whose sample 1 is NaN",
            Reason.NOT_FINITE,
            Sounds.file(Sounds.format(3, 1, 8000, 32), nan, 8)),
        Arguments.of(
            "WAV whose sample 0 is 1.0",
            Reason.OUT_OF_RANGE,
            Sounds.file(Sounds.format(3, 1, 8000, 32), loud, 4)));
  }

  private static Arguments bad(String found, byte[] bytes) {
    return Arguments.of(found, Reason.WRONG_TYPE, bytes);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void whatIsNoSoundThatIsReadIsRefusedWithWhatItIs(String found, Reason reason, byte[] bytes) {
    UnreadableException refused =
        catchThrowableOfType(UnreadableException.class, () -> SOUND.read(bytes));
    assertThat(refused).as(found).isNotNull();
    assertThat(refused.getMessage()).startsWith(found);
    assertThat(refused.reason()).isEqualTo(reason);
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] whole = Sounds.wav(8000, 0.02, Sounds.sine(500));
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThat(catchThrowableOfType(UnreadableException.class, () -> SOUND.read(part)))
          .as("%d bytes", length)
          .isNotNull();
    }
  }
}
