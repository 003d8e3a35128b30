package io.gradstream.operators;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;

/**
 * The backend as tests want it: the harness' share of memory is so small that each write flushes.
 */
public final class RocksDb {

  private RocksDb() {}

  public static EmbeddedRocksDBStateBackend backend() {
    Configuration memory = new Configuration();
    memory.set(RocksDBOptions.USE_MANAGED_MEMORY, false);
    memory.set(RocksDBConfigurableOptions.WRITE_BUFFER_SIZE, MemorySize.parse("1mb"));
    return new EmbeddedRocksDBStateBackend()
        .configure(memory, Thread.currentThread().getContextClassLoader());
  }
}
