package io.gradstream.cli.prove;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Digests of a partition's records, few enough to be written down: a Merkle tree over offsets, kept
 * at one of its levels. A node of level <i>k</i> stands for 2^<i>k</i> offsets; it is the SHA-256
 * of its two children, or the only one that it has. While records are few, a node is one record.
 * Offsets rise. Not thread safe.
 */
final class OffsetDigests {

  private static final int MOST = 4096; // nodes, when the level is not given

  private final boolean isFixed;
  private int level;
  private final TreeMap<Long, byte[]> nodes = new TreeMap<>(); // by offset >> level
  private final TreeMap<Long, byte[]> open = new TreeMap<>(); // records of the last node, by offset
  private long records;

  private OffsetDigests(int level, boolean isFixed) {
    this.level = level;
    this.isFixed = isFixed;
  }

  /** At the lowest level that has few enough nodes. */
  static OffsetDigests few() {
    return new OffsetDigests(0, false);
  }

  /** At a given level. */
  static OffsetDigests at(int level) {
    return new OffsetDigests(level, true);
  }

  void add(long offset, byte[] record) {
    if (!open.isEmpty() && open.firstKey() >> level != offset >> level) {
      long last = open.firstKey() >> level;
      close();
      if (!isFixed && nodes.size() >= MOST && last >> 1 != offset >> (level + 1)) {
        TreeMap<Long, byte[]> half = above(nodes);
        nodes.clear();
        nodes.putAll(half);
        level++;
      }
    }
    open.put(offset, record);
    records++;
  }

  private void close() {
    if (!open.isEmpty()) {
      nodes.put(open.firstKey() >> level, node());
      open.clear();
    }
  }

  private byte[] node() {
    TreeMap<Long, byte[]> at = open;
    for (int of = 0; of < level; of++) {
      at = above(at);
    }
    return at.firstEntry().getValue();
  }

  private static TreeMap<Long, byte[]> above(TreeMap<Long, byte[]> nodes) {
    TreeMap<Long, byte[]> parents = new TreeMap<>();
    nodes.forEach((index, digest) -> parents.merge(index >> 1, digest, RecordDigest::of));
    return parents;
  }

  int level() {
    return level;
  }

  long records() {
    return records;
  }

  /** All nodes, by the first offset that each may stand for. */
  SortedMap<Long, byte[]> nodes() {
    close();
    SortedMap<Long, byte[]> all = new TreeMap<>();
    nodes.forEach((index, digest) -> all.put(index << level, digest));
    return all;
  }
}
