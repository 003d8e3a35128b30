package io.gradstream.e2e;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which of our packages uses which, by the byte code of their classes. */
final class PackageGraph {

  private static final String OURS = "io.gradstream.";

  private final Map<String, Set<String>> uses = new TreeMap<>();

  PackageGraph(JavaClasses classes) {
    for (JavaClass from : classes) {
      Set<String> used = uses.computeIfAbsent(name(from), absent -> new TreeSet<>());
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        JavaClass to = dependency.getTargetClass().getBaseComponentType();
        if (to.getPackageName().startsWith(OURS) && !name(to).equals(name(from))) {
          used.add(name(to));
        }
      }
    }
  }

  private static String name(JavaClass of) {
    return of.getPackageName().substring(OURS.length());
  }

  /** All packages, without what their names have in common. */
  Set<String> packages() {
    return uses.keySet();
  }

  /** Packages that use another. */
  Set<String> usersOf(String used) {
    return uses.entrySet().stream()
        .filter(entry -> entry.getValue().contains(used))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Sets of packages that use one another, directly or by way of others. */
  Set<Set<String>> circles() {
    Map<String, Set<String>> reached = new TreeMap<>();
    uses.keySet().forEach(from -> reached.put(from, reachedFrom(from)));
    Set<Set<String>> circles = new HashSet<>();
    for (String from : reached.keySet()) {
      Set<String> circle = new TreeSet<>(reached.get(from));
      circle.removeIf(other -> !reached.getOrDefault(other, Set.of()).contains(from));
      if (!circle.isEmpty()) {
        circles.add(circle);
      }
    }
    return circles;
  }

  private Set<String> reachedFrom(String from) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(uses.get(from));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (reached.add(next)) {
        open.addAll(uses.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }
}
