package io.gradstream.features.event;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * Numbers whose digits are a date of 1990 to 2100: 20240131, and 2024013115, 202401311530 and
 * 20240131153000, which say the time as well. As a count since 1970 they are something else.
 */
public final class DateDigits {

  private static final int LONGEST = 14;
  private static final int DATE = 8;
  private static final int FIRST_YEAR = 1990;
  private static final int LAST_YEAR = 2100;
  private static final DateTimeFormatter DIGITS =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private DateDigits() {}

  /** Whether it is such a number. */
  public static boolean are(String digits) {
    return read(digits).isPresent();
  }

  static boolean are(long number) {
    return are(Long.toString(number));
  }

  private static Optional<LocalDateTime> read(String digits) {
    int length = digits.length();
    if (length < DATE || length > LONGEST || length % 2 != 0) {
      return Optional.empty();
    }
    try {
      LocalDateTime read = LocalDateTime.parse(digits + "0".repeat(LONGEST - length), DIGITS);
      return Optional.of(read)
          .filter(time -> time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * What such a number looks like, and what to write instead, in words.
   *
   * @param number one that {@link #are} such digits
   */
  static String words(long number) {
    String digits = Long.toString(number);
    LocalDateTime time = read(digits).orElseThrow();
    return "dates in digits. Write %d as text, %s"
        .formatted(number, digits.length() == DATE ? time.toLocalDate() : time);
  }
}
