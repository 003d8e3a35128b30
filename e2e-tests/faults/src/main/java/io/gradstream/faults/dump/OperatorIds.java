package io.gradstream.faults.dump;

import java.nio.charset.StandardCharsets;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.shaded.guava33.com.google.common.hash.Hashing;

/** The ids that Flink makes of operators' uids: their 128-bit murmur3 hash with seed 0. */
final class OperatorIds {

  private OperatorIds() {}

  static String of(String uid) {
    byte[] hash =
        Hashing.murmur3_128(0).newHasher().putString(uid, StandardCharsets.UTF_8).hash().asBytes();
    return new OperatorID(hash).toString();
  }
}
