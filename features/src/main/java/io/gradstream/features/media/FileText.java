package io.gradstream.features.media;

/** A file that came as text. */
public final class FileText {

  /** How a WAV begins; a silent one may be text as it stands. No file's base64 begins so. */
  private static final String WAV = "RIFF";

  private FileText() {}

  /** Whether a text is a file's own bytes, and no base64 of them. Of what is read a WAV can be. */
  public static boolean isFile(String text) {
    return text.startsWith(WAV);
  }
}
