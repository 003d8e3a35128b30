package io.gradstream.learning.seen;

import io.gradstream.schemas.Compact;
import io.gradstream.schemas.MalformedRecordException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The ids that one model has seen, in buckets of a store, a few in memory: what came since the last
 * {@link #write}. An id takes its bytes and nine more, where an entry of a map takes a hundred; a
 * look at one that is new reads nothing, mostly, and else one bucket of each half; and a bucket is
 * written once for all that came. Whoever has one writes it before the store is to be complete. Not
 * thread safe.
 */
public final class BucketedSeenIds implements SeenIds.Memory {

  private static final int FORMAT = 1;

  private final IdStore store;
  private Long epoch;
  private final IdHalf[] halves;
  private boolean isChanged;
  private String known; // the id looked at last: its bytes and hash are asked for three times
  private byte[] bytes;
  private int hash;

  private BucketedSeenIds(IdStore store, Long epoch, long even, long odd) {
    this.store = store;
    this.epoch = epoch;
    this.halves = new IdHalf[] {new IdHalf(0, even), new IdHalf(1, odd)};
  }

  /** Those that a store has. */
  public static BucketedSeenIds of(IdStore store) {
    byte[] counts = store.counts();
    if (counts == null) {
      return new BucketedSeenIds(store, null, 0, 0);
    }
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(counts));
      Compact.requireFormat(FORMAT, "the number of ids seen", in);
      long epoch = in.readLong();
      return new BucketedSeenIds(store, epoch, Compact.readUnsigned(in), Compact.readUnsigned(in));
    } catch (IOException e) {
      throw new MalformedRecordException("the number of ids seen cannot be read", e);
    }
  }

  @Override
  public Long epoch() {
    return epoch;
  }

  @Override
  public void setEpoch(long current) {
    epoch = current;
    isChanged = true;
  }

  @Override
  public Long get(int half, String id) {
    look(id);
    return halves[half].get(bytes, hash, store);
  }

  @Override
  public void put(int half, String id, long time) {
    look(id);
    halves[half].add(bytes, hash, time, store);
    isChanged = true;
  }

  private void look(String id) {
    if (!id.equals(known)) {
      known = id;
      bytes = id.getBytes(StandardCharsets.UTF_8);
      hash = IdBucket.hash(bytes, 0, bytes.length);
    }
  }

  @Override
  public void clear(int half) {
    halves[half].clear(store);
    isChanged = true;
  }

  /** Bytes in memory when all has been written. */
  public int heldBytes() {
    return halves[0].filterBytes() + halves[1].filterBytes();
  }

  /** Puts all that is not in the store yet there. */
  public void write() {
    if (isChanged) {
      for (IdHalf half : halves) {
        half.write(store);
      }
      store.putCounts(counts());
      isChanged = false;
    }
  }

  private byte[] counts() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(24);
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeByte(FORMAT);
      out.writeLong(epoch);
      for (IdHalf half : halves) {
        Compact.writeUnsigned(half.stored(), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot happen: the stream is in memory", e);
    }
    return bytes.toByteArray();
  }
}
