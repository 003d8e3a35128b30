package io.gradstream.learning.change;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.Section.Checked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Two valid specs key by key, defaults included, in the words of the specs. */
final class SpecComparison {

  private static final String FEATURES = "features";
  private static final String NOT_GIVEN = "not given";

  /** A value that is not the same. */
  private record Difference(String path, String words) {}

  private final List<Difference> differences = new ArrayList<>();

  SpecComparison(SpecBundle before, SpecBundle now) {
    compare("", SpecReader.values(before), SpecReader.values(now));
  }

  /** The differences at or below any of the paths. */
  List<String> below(List<String> paths) {
    return differences.stream()
        .filter(difference -> paths.stream().anyMatch(path -> isBelow(path, difference.path())))
        .map(Difference::words)
        .toList();
  }

  private static boolean isBelow(String path, String found) {
    return found.equals(path) || found.startsWith(path + ".") || found.startsWith(path + "[");
  }

  /** Null stands for what is not given. */
  private void compare(String path, Object was, Object is) {
    if (was instanceof Section before && is instanceof Section now) {
      Set<String> keys = new TreeSet<>(before.values().keySet());
      keys.addAll(now.values().keySet());
      keys.forEach(key -> compare(under(path, key), value(before, key), value(now, key)));
    } else if (path.equals(FEATURES)
        && was instanceof List<?> before
        && is instanceof List<?> now) {
      compareFeatures(byName(before), byName(now));
    } else if (was instanceof List<?> before && is instanceof List<?> now) {
      for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
        compare(path + "[" + i + "]", item(before, i), item(now, i));
      }
    } else if (!shown(was).equals(shown(is))) {
      String words = "%s was %s and is %s".formatted(path, cut(was), cut(is));
      differences.add(new Difference(path, words));
    }
  }

  /** By their names: one more in the middle is one more, and no change of all behind it. */
  private void compareFeatures(Map<String, Section> before, Map<String, Section> now) {
    before.forEach(
        (name, was) -> {
          if (now.containsKey(name)) {
            compare("%s[%s]".formatted(FEATURES, name), was, now.get(name));
          } else {
            differences.add(new Difference(FEATURES, "feature " + name + " removed"));
          }
        });
    now.keySet().stream()
        .filter(name -> !before.containsKey(name))
        .forEach(name -> differences.add(new Difference(FEATURES, "feature " + name + " added")));
    if (now.keySet().equals(before.keySet())
        && !List.copyOf(now.keySet()).equals(List.copyOf(before.keySet()))) {
      differences.add(new Difference(FEATURES, "features are in another order"));
    }
  }

  /** One field may have several features: from the second on they count. */
  private static Map<String, Section> byName(List<?> features) {
    Map<String, Section> byName = new LinkedHashMap<>();
    for (Object item : features) {
      Section feature = (Section) ((Checked) item).value();
      String field = feature.text("field").orElse("");
      int same = 1;
      while (byName.containsKey(same == 1 ? field : field + " " + same)) {
        same++;
      }
      byName.put(same == 1 ? field : field + " " + same, feature);
    }
    return byName;
  }

  private static String under(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static Object value(Section section, String key) {
    Checked checked = section.values().get(key);
    return checked == null ? null : checked.value();
  }

  private static Object item(List<?> items, int index) {
    return index < items.size() ? ((Checked) items.get(index)).value() : null;
  }

  private static String cut(Object value) {
    return Findings.oneLine(shown(value));
  }

  private static String shown(Object value) {
    if (value instanceof Section section) {
      return new TreeSet<>(section.values().keySet())
          .stream()
              .map(key -> key + ": " + shown(value(section, key)))
              .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> items) {
      return items.stream()
          .map(item -> shown(((Checked) item).value()))
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value == null ? NOT_GIVEN : value.toString();
  }
}
