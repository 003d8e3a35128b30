import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/**
 * What an autoencoder must beat: principal component analysis of the same width. {@code java
 * Pca.java train.csv.gz test.csv.gz WIDTH} prints half the mean squared error of a test pixel in
 * [0, 1], as {@code reconstruct.yaml} measures it. The components are those of the training images'
 * covariance, by subspace iteration.
 */
final class Pca {

  private static final int PIXELS = 28 * 28;
  private static final int ITERATIONS = 60;

  private Pca() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("usage: java Pca.java TRAIN.csv.gz TEST.csv.gz WIDTH");
      System.exit(2);
    }
    int width = Integer.parseInt(args[2]);
    List<float[]> train = read(Path.of(args[0]));
    float[] mean = mean(train);
    double[][] components = components(covariance(train, mean), width);
    double error = 0;
    List<float[]> test = read(Path.of(args[1]));
    for (float[] image : test) {
      error += error(image, mean, components);
    }
    System.out.printf("PCA-%d: %.6f%n", width, 0.5 * error / test.size() / PIXELS);
  }

  private static List<float[]> read(Path file) throws IOException {
    List<float[]> images = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      in.readLine();
      for (String row = in.readLine(); row != null; row = in.readLine()) {
        byte[] bytes =
            Base64.getDecoder().decode(row.substring("base64:".length(), row.indexOf(',')));
        float[] image = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
          image[i] = (bytes[i] & 0xff) / 255f;
        }
        images.add(image);
      }
    }
    return images;
  }

  private static float[] mean(List<float[]> images) {
    double[] sum = new double[PIXELS];
    for (float[] image : images) {
      for (int i = 0; i < PIXELS; i++) {
        sum[i] += image[i];
      }
    }
    float[] mean = new float[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      mean[i] = (float) (sum[i] / images.size());
    }
    return mean;
  }

  private static double[][] covariance(List<float[]> images, float[] mean) {
    double[][] covariance = new double[PIXELS][PIXELS];
    double[] centred = new double[PIXELS];
    for (float[] image : images) {
      for (int i = 0; i < PIXELS; i++) {
        centred[i] = image[i] - mean[i];
      }
      for (int i = 0; i < PIXELS; i++) {
        for (int j = 0; j < PIXELS; j++) {
          covariance[i][j] += centred[i] * centred[j];
        }
      }
    }
    return covariance;
  }

  /** Orthonormal rows that span the largest eigenvectors. */
  private static double[][] components(double[][] covariance, int width) {
    Random random = new Random(1);
    double[][] rows = new double[width][PIXELS];
    for (double[] row : rows) {
      for (int i = 0; i < PIXELS; i++) {
        row[i] = random.nextGaussian();
      }
    }
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      for (int r = 0; r < width; r++) {
        rows[r] = product(covariance, rows[r]);
      }
      orthonormalize(rows);
    }
    return rows;
  }

  private static double[] product(double[][] matrix, double[] vector) {
    double[] result = new double[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      result[i] = dot(matrix[i], vector);
    }
    return result;
  }

  private static void orthonormalize(double[][] rows) {
    for (int r = 0; r < rows.length; r++) {
      for (int before = 0; before < r; before++) {
        double along = dot(rows[r], rows[before]);
        for (int i = 0; i < PIXELS; i++) {
          rows[r][i] -= along * rows[before][i];
        }
      }
      double length = Math.sqrt(dot(rows[r], rows[r]));
      for (int i = 0; i < PIXELS; i++) {
        rows[r][i] /= length;
      }
    }
  }

  /** Squared distance of the image to its projection: what the components leave of its length. */
  private static double error(float[] image, float[] mean, double[][] components) {
    double[] centred = new double[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      centred[i] = image[i] - mean[i];
    }
    double error = dot(centred, centred);
    for (double[] component : components) {
      double along = dot(centred, component);
      error -= along * along;
    }
    return error;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
