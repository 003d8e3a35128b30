package io.gradstream.learning.seen;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Buckets in maps. */
final class MapIdStore implements IdStore {

  private byte[] counts;
  private final List<Map<Integer, byte[]>> halves = List.of(new TreeMap<>(), new TreeMap<>());

  @Override
  public byte[] counts() {
    return counts;
  }

  @Override
  public void putCounts(byte[] bytes) {
    counts = bytes;
  }

  @Override
  public byte[] bucket(int half, int number) {
    return halves.get(half).get(number);
  }

  @Override
  public void putBucket(int half, int number, byte[] ids) {
    halves.get(half).put(number, ids);
  }

  @Override
  public void removeBucket(int half, int number) {
    halves.get(half).remove(number);
  }

  @Override
  public void clear(int half) {
    halves.get(half).clear();
  }

  int buckets() {
    return halves.get(0).size() + halves.get(1).size();
  }

  int largest() {
    return halves.stream()
        .flatMap(half -> half.values().stream())
        .mapToInt(bucket -> bucket.length)
        .max()
        .orElse(0);
  }

  /** All of it, in words. */
  String shown() {
    StringBuilder shown = new StringBuilder();
    shown.append(counts == null ? "-" : HexFormat.of().formatHex(counts));
    halves.forEach(
        half ->
            half.forEach(
                (number, ids) ->
                    shown.append(' ').append(number).append(HexFormat.of().formatHex(ids))));
    return shown.toString();
  }
}
