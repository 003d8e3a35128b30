package io.gradstream.learning.seen;

import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.SplitMix64;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The binary form of ids with their times, and where each lies: linear hashing (W. Litwin, "Linear
 * hashing: a new tool for file and table addressing", VLDB 1980) spreads a half's ids over as many
 * buckets as their number asks for, so that one is found, and one more is added, at the same cost
 * however many there are.
 *
 * <p>A bucket is a byte for its format, then entries in the order they came: the length of the id
 * (seven bits a byte, lowest first), its bytes in UTF-8, and its time in eight bytes. Where an id
 * lies follows from its bytes and from the number of buckets alone: never change either.
 */
final class IdBucket {

  /** Bytes in front of the first entry. */
  static final int HEAD = 1;

  /** What a time takes. */
  static final int TIME = Long.BYTES;

  /** Ids of a bucket, on average. */
  static final int USUAL = 16;

  private static final byte FORMAT = 1;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle CHUNKS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private IdBucket() {}

  /** How many buckets so many ids have, at least 1. */
  static int buckets(long ids) {
    return (int) Math.min(1 << 30, Math.max(1, (ids + USUAL - 1) / USUAL));
  }

  /** The bucket of an id. */
  static int of(int hash, int buckets) {
    int half = Integer.highestOneBit(buckets);
    int at = hash & (2 * half - 1);
    return at < buckets ? at : at & (half - 1);
  }

  /** The bucket that gives a part of its ids to the one that is added behind so many. */
  static int source(int buckets) {
    return buckets - Integer.highestOneBit(buckets);
  }

  static int hash(byte[] bytes, int from, int length) {
    long hash = length;
    int at = from;
    for (int end = from + length; at < end; at += Long.BYTES) {
      hash = SplitMix64.mix(hash + SplitMix64.GOLDEN ^ chunk(bytes, at, end));
    }
    return (int) (hash >>> 32);
  }

  /** Eight bytes; those behind the end are 0. */
  private static long chunk(byte[] bytes, int at, int end) {
    if (at + Long.BYTES <= end) {
      return (long) CHUNKS.get(bytes, at);
    }
    long chunk = 0;
    for (int i = end - 1; i >= at; i--) {
      chunk = chunk << 8 | bytes[i] & 0xff;
    }
    return chunk;
  }

  /** A bucket of no ids, with room for entries of so many bytes. */
  static byte[] ofSize(int entries) {
    byte[] bucket = new byte[HEAD + entries];
    bucket[0] = FORMAT;
    return bucket;
  }

  /** Checks the format of a bucket that was stored. */
  static byte[] checked(byte[] bucket) {
    if (bucket != null && (bucket.length < HEAD || bucket[0] != FORMAT)) {
      throw new MalformedRecordException("ids that were seen have format 1, and these have not");
    }
    return bucket;
  }

  /**
   * Looks for an id among entries.
   *
   * @return where its time stands, or -1
   */
  static int find(byte[] entries, int from, int to, byte[] id) {
    int at = from;
    while (at < to) {
      int length = length(entries, at);
      int start = at + lengthOf(length);
      int end = start + length;
      if (length == id.length && Arrays.equals(entries, start, end, id, 0, length)) {
        return end;
      }
      at = end + TIME;
    }
    return -1;
  }

  /** The bytes of an id that the entry at a place has. */
  static int length(byte[] entries, int at) {
    int length = entries[at] & 0x7f;
    for (int i = at, shift = 7; entries[i] < 0; i++, shift += 7) {
      length |= (entries[i + 1] & 0x7f) << shift;
    }
    return length;
  }

  /** What a length takes. */
  static int lengthOf(int length) {
    return length < 1 << 7 ? 1 : length < 1 << 14 ? 2 : length < 1 << 21 ? 3 : 4;
  }

  /** What an entry takes. */
  static int entry(int length) {
    return lengthOf(length) + length + TIME;
  }

  /** Writes an entry and gives the place behind it. */
  static int write(byte[] entries, int from, byte[] id, long time) {
    int at = from;
    int rest = id.length;
    for (; rest > 0x7f; rest >>>= 7) {
      entries[at++] = (byte) (rest & 0x7f | 0x80);
    }
    entries[at++] = (byte) rest;
    System.arraycopy(id, 0, entries, at, id.length);
    LONGS.set(entries, at + id.length, time);
    return at + id.length + TIME;
  }

  static long time(byte[] entries, int at) {
    return (long) LONGS.get(entries, at);
  }
}
