package io.gradstream.learning.resident;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.List;

/** Whether the Java heap has room for one model more, by what its last collection left there. */
@FunctionalInterface
interface HeapWatch {

  /** Part of what lives long in the heap, above which it has none. */
  double FULL = 0.75;

  boolean isNearlyFull();

  /** Watches the largest pool that is collected: where what lives long lies. */
  static HeapWatch ofThisProcess() {
    List<MemoryPoolMXBean> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .filter(pool -> pool.getCollectionUsage() != null)
            .filter(pool -> pool.getUsage().getMax() > 0)
            .sorted(Comparator.comparingLong(pool -> -pool.getUsage().getMax()))
            .toList();
    return () -> !pools.isEmpty() && isNearlyFull(pools.get(0).getCollectionUsage());
  }

  private static boolean isNearlyFull(MemoryUsage left) {
    return left.getUsed() > FULL * left.getMax();
  }
}
