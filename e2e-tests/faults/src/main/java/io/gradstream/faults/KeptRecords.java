package io.gradstream.faults;

import io.gradstream.faults.TopicLog.Entry;
import io.gradstream.jobs.TimeMarks;
import io.gradstream.local.LocalBroker;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records of topics in a file, to be given to another broker at the very offsets that they had.
 *
 * @param entries those of a partition in its order
 * @param ends where each partition ended
 */
record KeptRecords(List<Entry> entries, Map<TopicPartition, Long> ends) {

  private static final int NONE = -1; // length of what is not there

  /** What stands on the topics now. */
  static KeptRecords of(LocalBroker broker, String... topics) {
    List<Entry> entries = new ArrayList<>();
    try (TopicLog log = new TopicLog(broker.address(), true, topics)) {
      Map<TopicPartition, Long> ends = log.ends();
      log.read(entries::add);
      return new KeptRecords(entries, ends);
    }
  }

  /** The newest record of each key of a topic of one partition, at offsets of their own. */
  static KeptRecords newestOf(LocalBroker broker, String topic) {
    Map<String, Entry> newest = new LinkedHashMap<>();
    for (Entry entry : of(broker, topic).entries()) {
      newest.remove(new String(entry.key()));
      newest.put(new String(entry.key()), entry);
    }
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : newest.values()) {
      entries.add(new Entry(topic, 0, entries.size(), entry.key(), entry.value(), entry.mark()));
    }
    return new KeptRecords(entries, Map.of(new TopicPartition(topic, 0), (long) entries.size()));
  }

  /** These and others, of other topics. */
  KeptRecords and(KeptRecords others) {
    List<Entry> both = new ArrayList<>(entries);
    both.addAll(others.entries);
    Map<TopicPartition, Long> allEnds = new HashMap<>(ends);
    allEnds.putAll(others.ends);
    return new KeptRecords(both, allEnds);
  }

  /** Those that have come since. */
  KeptRecords since(KeptRecords before) {
    return new KeptRecords(
        entries.stream().filter(entry -> entry.offset() >= before.ends.get(at(entry))).toList(),
        ends);
  }

  private static TopicPartition at(Entry entry) {
    return new TopicPartition(entry.topic(), entry.partition());
  }

  /**
   * Sends them; the topics are there and end where the first of them is to stand. What stood in a
   * transaction does so again: its end takes an offset.
   */
  void send(LocalBroker broker) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(
        Comparator.comparing(Entry::topic)
            .thenComparing(Entry::partition)
            .thenComparing(Entry::offset));
    try (Producer<byte[], byte[]> plain = producer(broker, Map.of());
        Producer<byte[], byte[]> transactions =
            producer(broker, Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "kept-records"))) {
      transactions.initTransactions();
      for (int i = 0; i < sorted.size(); i++) {
        Entry entry = sorted.get(i);
        boolean isLast = i + 1 == sorted.size() || !at(sorted.get(i + 1)).equals(at(entry));
        long next = isLast ? ends.get(at(entry)) : sorted.get(i + 1).offset();
        if (next == entry.offset() + 1) {
          plain.send(record(entry));
        } else {
          plain.flush();
          transactions.beginTransaction();
          transactions.send(record(entry));
          transactions.commitTransaction();
        }
      }
    }
    requireEnds(broker);
  }

  private static ProducerRecord<byte[], byte[]> record(Entry entry) {
    return entry.mark().isPresent()
        ? TimeMarks.record(entry.topic(), entry.partition(), entry.mark().getAsLong())
        : new ProducerRecord<>(entry.topic(), entry.partition(), entry.key(), entry.value());
  }

  private static Producer<byte[], byte[]> producer(LocalBroker broker, Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.address());
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private void requireEnds(LocalBroker broker) {
    String[] topics =
        ends.keySet().stream().map(TopicPartition::topic).distinct().toArray(String[]::new);
    try (TopicLog log = new TopicLog(broker.address(), true, topics)) {
      if (!log.ends().equals(ends)) {
        throw new IllegalStateException("topics end at %s, not at %s".formatted(log.ends(), ends));
      }
    }
  }

  void write(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(ends.size());
      for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
        out.writeUTF(end.getKey().topic());
        out.writeInt(end.getKey().partition());
        out.writeLong(end.getValue());
      }
      out.writeInt(entries.size());
      for (Entry entry : entries) {
        write(entry, out);
      }
    }
  }

  private static void write(Entry entry, DataOutputStream out) throws IOException {
    out.writeUTF(entry.topic());
    out.writeInt(entry.partition());
    out.writeLong(entry.offset());
    write(entry.key(), out);
    write(entry.value(), out);
    out.writeBoolean(entry.mark().isPresent());
    out.writeLong(entry.mark().orElse(0));
  }

  private static void write(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes == null ? NONE : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  static KeptRecords read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
      Map<TopicPartition, Long> ends = new HashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        ends.put(new TopicPartition(in.readUTF(), in.readInt()), in.readLong());
      }
      List<Entry> entries = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        entries.add(readEntry(in));
      }
      return new KeptRecords(entries, ends);
    }
  }

  private static Entry readEntry(DataInputStream in) throws IOException {
    String topic = in.readUTF();
    int partition = in.readInt();
    long offset = in.readLong();
    byte[] key = readBytes(in);
    byte[] value = readBytes(in);
    boolean isMark = in.readBoolean();
    long time = in.readLong();
    return new Entry(
        topic,
        partition,
        offset,
        key,
        value,
        isMark ? OptionalLong.of(time) : OptionalLong.empty());
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length == NONE ? null : in.readNBytes(length);
  }
}
