package io.gradstream.features.encode;

/**
 * What characters are, the same on every JDK from 17 to 25. A later JDK knows of characters that
 * Unicode 13, which JDK 17 has, had not assigned yet: those are here what they are there, neither
 * letters nor digits, of no lower case. Of all others both say the same.
 */
final class KnownCharacters {

  /** First and last of a range: assigned since Unicode 13 as letter, mark, digit, or not at all. */
  private static final int[][] LATER = {
    {0x870, 0x89f},
    {0x8b5, 0x8b5},
    {0x8c8, 0x8d2},
    {0xc3c, 0xc3c},
    {0xc5d, 0xc5d},
    {0xcdd, 0xcdd},
    {0xcf3, 0xcf3},
    {0xece, 0xece},
    {0x170d, 0x170d},
    {0x1715, 0x171f},
    {0x180f, 0x180f},
    {0x1ac1, 0x1ace},
    {0x1b4c, 0x1b4c},
    {0x1c89, 0x1c8a},
    {0x1dfa, 0x1dfa},
    {0x2c2f, 0x2c2f},
    {0x2c5f, 0x2c5f},
    {0x9ffd, 0x9fff},
    {0xa7c0, 0xa7c1},
    {0xa7cb, 0xa7f4},
    {0x10570, 0x105f3},
    {0x10780, 0x107ba},
    {0x10d40, 0x10d85},
    {0x10ec2, 0x10eff},
    {0x10f70, 0x10f85},
    {0x11070, 0x11075},
    {0x110c2, 0x110c2},
    {0x1123f, 0x11241},
    {0x11380, 0x113e2},
    {0x116d0, 0x116e3},
    {0x11740, 0x11746},
    {0x11ab0, 0x11abf},
    {0x11bc0, 0x11bf9},
    {0x11f00, 0x11f5a},
    {0x12f90, 0x12ff0},
    {0x1342f, 0x1342f},
    {0x13440, 0x143fa},
    {0x16100, 0x16139},
    {0x16a70, 0x16ac9},
    {0x16d40, 0x16d79},
    {0x18cff, 0x18cff},
    {0x1aff0, 0x1affe},
    {0x1b11f, 0x1b132},
    {0x1b155, 0x1b155},
    {0x1ccf0, 0x1cf46},
    {0x1df00, 0x1df2a},
    {0x1e030, 0x1e08f},
    {0x1e290, 0x1e2ae},
    {0x1e4d0, 0x1e7fe},
    {0x2a6de, 0x2a6df},
    {0x2b735, 0x2b739},
    {0x2ebf0, 0x2ee5d},
    {0x31350, 0x323af},
  };

  private KnownCharacters() {}

  static boolean isLetterOrMark(int character) {
    return switch (Character.getType(character)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.COMBINING_SPACING_MARK ->
          !isLater(character);
      default -> false;
    };
  }

  static boolean isDigit(int character) {
    return Character.getType(character) == Character.DECIMAL_DIGIT_NUMBER && !isLater(character);
  }

  static boolean isSpace(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  static int lowerCase(int character) {
    int lower = Character.toLowerCase(character);
    return lower != character && isLater(character) ? character : lower;
  }

  private static boolean isLater(int character) {
    int from = 0;
    int to = LATER.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (LATER[middle][1] < character) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from < LATER.length && LATER[from][0] <= character;
  }
}
