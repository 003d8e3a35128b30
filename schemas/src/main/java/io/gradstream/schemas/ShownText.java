package io.gradstream.schemas;

/** Text of somebody else's in a message. */
public final class ShownText {

  private ShownText() {}

  /** At most so many characters of a text, and never half of a surrogate pair. */
  public static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    boolean splits = Character.isSurrogatePair(text.charAt(longest - 1), text.charAt(longest));
    return text.substring(0, splits ? longest - 1 : longest) + "...";
  }
}
