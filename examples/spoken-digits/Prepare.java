import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Makes train.csv.gz and test.csv.gz of the Free Spoken Digit Dataset: {@code java Prepare.java
 * fsdd.zip FOLDER}. A row is a spectrogram and its digit. The test rows are the official ones,
 * recordings 0 to 4 of each speaker and digit; the others are shuffled, by a fixed seed.
 *
 * <p>A spectrogram has {@value #STEPS} steps, 12.5 ms apart, of {@value #BANDS} bands evenly spaced on
 * the mel scale from 60 to 4,000 Hz: the logarithm of the power in a Hann window of 32 ms, scaled to
 * zero mean and unit variance over the recording. Recordings are cut at 0.8 s; shorter ones end in
 * zeros.
 */
final class Prepare {

  private static final int RATE = 8000; // samples a second
  private static final int WINDOW = 256; // samples
  private static final int HOP = 100; // samples
  private static final int STEPS = 64;
  private static final int BANDS = 32;
  private static final double LOWEST = 60; // Hz
  private static final double QUIET = 1e-6; // added to a power before the logarithm

  private static final double[] COSINES = new double[WINDOW];
  private static final double[] SINES = new double[WINDOW];

  static {
    for (int i = 0; i < WINDOW; i++) {
      COSINES[i] = Math.cos(2 * Math.PI * i / WINDOW);
      SINES[i] = Math.sin(2 * Math.PI * i / WINDOW);
    }
  }

  private Prepare() {}

  public static void main(String[] args) throws IOException, UnsupportedAudioFileException {
    if (args.length != 2) {
      System.err.println("usage: java Prepare.java FSDD.zip FOLDER");
      System.exit(2);
    }
    Path to = Files.createDirectories(Path.of(args[1]));
    List<String> train = new ArrayList<>();
    List<String> test = new ArrayList<>();
    try (ZipFile zip = new ZipFile(args[0])) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String name = entry.getName().replaceAll(".*/", "");
        if (name.endsWith(".wav")) {
          String[] parts = name.replace(".wav", "").split("_"); // digit, speaker, index
          String row = row(zip.getInputStream(entry).readAllBytes(), parts[0]);
          (Integer.parseInt(parts[2]) < 5 ? test : train).add(row);
        }
      }
    }
    Collections.sort(train);
    Collections.shuffle(train, new Random(1));
    write(to.resolve("train.csv.gz"), train);
    write(to.resolve("test.csv.gz"), test);
  }

  private static void write(Path file, List<String> rows) throws IOException {
    try (PrintStream out =
        new PrintStream(
            new GZIPOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8)) {
      out.println("sound,digit");
      rows.forEach(out::println);
    }
  }

  private static String row(byte[] wav, String digit)
      throws IOException, UnsupportedAudioFileException {
    StringBuilder row = new StringBuilder();
    for (double[] step : spectrogram(samples(wav))) {
      for (double band : step) {
        row.append(String.format(Locale.ROOT, "%.3f ", band));
      }
    }
    return row.toString().trim() + "," + digit;
  }

  /** 16-bit mono, little endian, as numbers in [-1, 1). */
  private static double[] samples(byte[] wav) throws IOException, UnsupportedAudioFileException {
    try (AudioInputStream in =
        AudioSystem.getAudioInputStream(new BufferedInputStream(new ByteArrayInputStream(wav)))) {
      byte[] bytes = in.readAllBytes();
      double[] samples = new double[bytes.length / 2];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (short) (bytes[2 * i] & 0xff | bytes[2 * i + 1] << 8) / 32768.0;
      }
      return samples;
    }
  }

  private static double[][] spectrogram(double[] samples) {
    double[][] steps = new double[STEPS][BANDS];
    int count = Math.max(1, Math.min(STEPS, (samples.length - WINDOW) / HOP + 1));
    for (int t = 0; t < count; t++) {
      steps[t] = bands(power(samples, t * HOP));
    }
    scale(steps, count);
    return steps;
  }

  /** Power of each frequency, by the plain discrete Fourier transform. */
  private static double[] power(double[] samples, int start) {
    double[] power = new double[WINDOW / 2 + 1];
    for (int k = 0; k < power.length; k++) {
      double real = 0;
      double imaginary = 0;
      for (int i = 0; i < WINDOW && start + i < samples.length; i++) {
        double sample = (0.5 - 0.5 * COSINES[i]) * samples[start + i]; // Hann window
        int turn = k * i % WINDOW;
        real += sample * COSINES[turn];
        imaginary -= sample * SINES[turn];
      }
      power[k] = real * real + imaginary * imaginary;
    }
    return power;
  }

  /** Logarithm of the power under each of the triangles that overlap by half. */
  private static double[] bands(double[] power) {
    double[] bands = new double[BANDS];
    double low = mel(LOWEST);
    double width = (mel(RATE / 2.0) - low) / (BANDS + 1);
    for (int k = 0; k < power.length; k++) {
      double place = (mel((double) k * RATE / WINDOW) - low) / width - 1;
      for (int b = 0; b < BANDS; b++) {
        bands[b] += power[k] * Math.max(0, 1 - Math.abs(place - b));
      }
    }
    for (int b = 0; b < BANDS; b++) {
      bands[b] = Math.log(bands[b] + QUIET);
    }
    return bands;
  }

  private static double mel(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }

  private static void scale(double[][] steps, int count) {
    double sum = 0;
    double squares = 0;
    for (int t = 0; t < count; t++) {
      for (double value : steps[t]) {
        sum += value;
        squares += value * value;
      }
    }
    double mean = sum / (count * BANDS);
    double deviation = Math.sqrt(Math.max(1e-9, squares / (count * BANDS) - mean * mean));
    for (int t = 0; t < count; t++) {
      for (int b = 0; b < BANDS; b++) {
        steps[t][b] = (steps[t][b] - mean) / deviation;
      }
    }
  }
}
