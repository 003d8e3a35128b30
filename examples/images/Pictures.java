import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/**
 * Makes train.csv.gz and test.csv.gz of the IDX files of Fashion-MNIST: {@code java Pictures.java
 * FOLDER_OF_IDX_FILES FOLDER}. A row is a picture, a PNG file in base64, and its class.
 */
final class Pictures {

  private static final String[] CLASSES = {
    "top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot"
  };

  private Pictures() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: java Pictures.java FOLDER_OF_IDX_FILES FOLDER");
      System.exit(2);
    }
    Path from = Path.of(args[0]);
    Path to = Files.createDirectories(Path.of(args[1]));
    ImageIO.setUseCache(false);
    write(from, "train", to.resolve("train.csv.gz"));
    write(from, "t10k", to.resolve("test.csv.gz"));
  }

  private static void write(Path folder, String name, Path file) throws IOException {
    try (DataInputStream images = open(folder.resolve(name + "-images-idx3-ubyte.gz"), 0x803);
        DataInputStream labels = open(folder.resolve(name + "-labels-idx1-ubyte.gz"), 0x801);
        PrintStream out =
            new PrintStream(
                new GZIPOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8)) {
      int count = labels.readInt();
      images.readInt();
      int height = images.readInt();
      int width = images.readInt();
      byte[] pixels = new byte[height * width];
      out.println("picture,label");
      for (int i = 0; i < count; i++) {
        images.readFully(pixels);
        String text = Base64.getEncoder().encodeToString(png(pixels, width, height));
        out.println(text + "," + CLASSES[labels.readUnsignedByte()]);
      }
    }
  }

  private static byte[] png(byte[] pixels, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, width, height, pixels);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** An IDX file past its magic number. */
  private static DataInputStream open(Path file, int magic) throws IOException {
    DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)), 1 << 16));
    int found = in.readInt();
    if (found != magic) {
      throw new IOException("%s: magic number must be %x: %x".formatted(file, magic, found));
    }
    return in;
  }
}
