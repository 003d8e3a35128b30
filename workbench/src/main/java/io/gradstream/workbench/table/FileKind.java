package io.gradstream.workbench.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What a file is by its first bytes, where it is no plain text. */
enum FileKind {
  TEXT("", ""),
  GZIP("", "", 0x1f, 0x8b),
  ZIP(
      "a ZIP archive, or a spreadsheet (.xlsx)",
      "unpack it, or save the sheet as CSV UTF-8",
      "PK\3\4"),
  EMPTY_ZIP("an empty ZIP archive", "pack it again", "PK\5\6"),
  BZIP2("packed by bzip2", "bzcat FILE | gradstream ... --data -", "BZh"),
  XZ("packed by xz", "xzcat FILE | gradstream ... --data -", 0xfd, 0x37, 0x7a, 0x58, 0x5a, 0),
  ZSTD("packed by zstd", "zstdcat FILE | gradstream ... --data -", 0x28, 0xb5, 0x2f, 0xfd),
  LZ4("packed by lz4", "lz4cat FILE | gradstream ... --data -", 0x04, 0x22, 0x4d, 0x18),
  SNAPPY("packed by snappy", "unpack it", 0xff, 0x06, 0, 0, 0x73, 0x4e, 0x61, 0x50),
  COMPRESS("packed by compress", "zcat FILE | gradstream ... --data -", 0x1f, 0x9d),
  SEVEN_ZIP("a 7z archive", "unpack it", 0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c),
  RAR("a RAR archive", "unpack it", "Rar!"),
  PARQUET("a Parquet file", "write it as CSV", "PAR1"),
  ORC("an ORC file", "write it as CSV", "ORC"),
  AVRO("a packed Avro file", "unpack it: zcat FILE | gradstream ... --data -", "Obj\1"),
  ARROW("an Arrow file", "write it as CSV", "ARROW1"),
  FEATHER("a Feather file", "write it as CSV", "FEA1"),
  HDF5("an HDF5 file", "write it as CSV", 0x89, 0x48, 0x44, 0x46),
  NUMPY("a NumPy array", "write it as CSV", 0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59),
  SQLITE("an SQLite database", "export a table as CSV", "SQLite format 3"),
  OLD_OFFICE("an old Office file (.xls)", "save the sheet as CSV UTF-8", 0xd0, 0xcf, 0x11, 0xe0),
  PDF("a PDF file", "it holds no table that can be read", "%PDF-"),
  PNG("a picture", "name a data file", 0x89, 0x50, 0x4e, 0x47),
  HTML("a web page", "was it downloaded from the right address?", "<!DOCTYPE html"),
  HTML_TOO("a web page", "was it downloaded from the right address?", "<html"),
  XML("XML", "write it as CSV", "<?xml"),
  UTF_32("text in UTF-32", "say so with --encoding utf-32", 0xff, 0xfe, 0, 0),
  UTF_16LE("text in UTF-16", "say so with --encoding utf-16, or save it as UTF-8", 0xff, 0xfe),
  UTF_16BE("text in UTF-16", "say so with --encoding utf-16, or save it as UTF-8", 0xfe, 0xff),
  TAR("a tar archive", "unpack it"),
  NO_TEXT(
      "no text: many of its bytes are NUL",
      "if it is UTF-16, say so with --encoding utf-16le; otherwise name another file");

  private static final int LOOK = 512;
  private static final int TAR_MAGIC = 257;

  private final String what;
  private final String wayOut;
  private final byte[] magic;

  FileKind(String what, String wayOut, int... magic) {
    this.what = what;
    this.wayOut = wayOut;
    this.magic = new byte[magic.length];
    for (int i = 0; i < magic.length; i++) {
      this.magic[i] = (byte) magic[i];
    }
  }

  FileKind(String what, String wayOut, String magic) {
    this.what = what;
    this.wayOut = wayOut;
    this.magic = magic.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What the bytes are; none of them is taken away. */
  static FileKind of(InputStream bytes) throws IOException {
    bytes.mark(LOOK);
    byte[] head = head(bytes);
    bytes.reset();
    Optional<FileKind> known =
        Arrays.stream(values())
            .filter(kind -> kind.magic.length > 0 && kind.begins(head))
            .findFirst();
    return known.orElseGet(() -> isTar(head) ? TAR : isNoText(head) ? NO_TEXT : TEXT);
  }

  /** A tear among the first bytes comes again, from whoever reads them. */
  private static byte[] head(InputStream bytes) {
    byte[] head = new byte[LOOK];
    int length = 0;
    try {
      int count = 0;
      while (count >= 0 && length < LOOK) {
        length += count;
        count = bytes.read(head, length, LOOK - length);
      }
    } catch (IOException e) {
      // comes again
    }
    return Arrays.copyOf(head, length);
  }

  private boolean begins(byte[] head) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length)
        && (!Character.isLetter(magic[0]) || isBinary(head)); // a column may be called PAR1
  }

  private static boolean isBinary(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < ' ' && "\t\n\r\f".indexOf(b) < 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTar(byte[] head) {
    String magic = new String(head, StandardCharsets.ISO_8859_1);
    return magic.startsWith("ustar", TAR_MAGIC);
  }

  private static boolean isNoText(byte[] head) {
    int nul = 0;
    for (byte b : head) {
      nul += b == 0 ? 1 : 0;
    }
    return nul * 4 > head.length;
  }

  /**
   * Refuses what is no text.
   *
   * @throws DataFileException with what it is, and the way out
   */
  void requireText(InputFile file) {
    boolean isSaid = file.form().encoding().isPresent() && (isUnicode() || this == NO_TEXT);
    if (this != TEXT && this != GZIP && !isSaid) {
      throw new DataFileException(
          "%s is %s: %s".formatted(file, what, wayOut.replace("FILE", file.toString())));
    }
  }

  private boolean isUnicode() {
    return this == UTF_16LE || this == UTF_16BE || this == UTF_32;
  }
}
