package io.gradstream.schemas;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that forgets its oldest entry when it has too many. One that is removed and put again is
 * the newest. Not thread safe.
 */
public final class Newest<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;

  private final int most;

  /**
   * @param most entries
   */
  public Newest(int most) {
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
