package io.gradstream.workbench.table;

import io.gradstream.schemas.ShownText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Names of columns in a message: not all of many, and nothing in them that moves a cursor. */
public final class Names {

  private static final int SHOWN = 30;
  private static final int LONGEST = 60;

  private Names() {}

  /** The first of them, and how many there are more. */
  public static String some(Collection<String> names) {
    List<String> shown = new ArrayList<>();
    for (String name : names) {
      if (shown.size() < SHOWN) {
        shown.add(shown(name));
      }
    }
    String more =
        names.size() > SHOWN
            ? String.format(Locale.ROOT, " and %,d more", names.size() - SHOWN)
            : "";
    return String.join(", ", shown) + more;
  }

  static String shown(String name) {
    String text = name.replaceAll("[\\p{Cntrl}\\p{Cc}]", "\uFFFD");
    return ShownText.cut(text, LONGEST);
  }
}
