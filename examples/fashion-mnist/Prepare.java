import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes train.csv.gz and test.csv.gz of the IDX files of Fashion-MNIST: {@code java Prepare.java
 * FOLDER_OF_IDX_FILES FOLDER}. A row is an image, 784 unsigned bytes in base64, and its class.
 */
final class Prepare {

  private static final String[] CLASSES = {
    "top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot"
  };

  private Prepare() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: java Prepare.java FOLDER_OF_IDX_FILES FOLDER");
      System.exit(2);
    }
    Path from = Path.of(args[0]);
    Path to = Files.createDirectories(Path.of(args[1]));
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
      byte[] pixels = new byte[images.readInt() * images.readInt()];
      out.println("pixels,label");
      for (int i = 0; i < count; i++) {
        images.readFully(pixels);
        String text = Base64.getEncoder().encodeToString(pixels);
        out.println("base64:" + text + "," + CLASSES[labels.readUnsignedByte()]);
      }
    }
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
