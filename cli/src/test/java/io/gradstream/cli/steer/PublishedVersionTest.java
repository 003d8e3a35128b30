package io.gradstream.cli.steer;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.PartitionProgress;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessage.Inline;
import io.gradstream.schemas.SnapshotMessage.Reference;
import io.gradstream.schemas.SnapshotMessageCodec;
import io.gradstream.schemas.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PublishedVersionTest {

  private static final Instant AT = Instant.parse("2026-11-30T03:00:00Z");

  private static SnapshotMessage message(String key, long step, SnapshotMessage.Content content) {
    Lineage lineage =
        new Lineage(
            Optional.of(new Position(AT.toEpochMilli(), "flights", 1, 41)),
            3840,
            7,
            List.of(new PartitionProgress("flights", 1, 41, -1)),
            step > 100 ? Optional.of(new Version(3, 80)) : Optional.empty());
    return new SnapshotMessage("f", key, new Version(3, step), lineage, content);
  }

  private static PublishedVersion version(long step) {
    return PublishedVersion.of(message("", step, new Inline(new byte[1234])), AT);
  }

  @Test
  void aVersionIsALine() {
    assertThat(version(120).toLine())
        .isEqualTo(
            "3.120            2026-11-30T03:00:00Z     -                         3,840        1,234"
                + "  2026-11-30T03:00:00Z (flights-1, offset 41); went back to 3.80");
    assertThat(version(90).toLine()).endsWith("offset 41)");
  }

  @Test
  void aVersionIsToldInLines() {
    assertThat(version(120).toLines())
        .containsExactly(
            "published        2026-11-30T03:00:00Z",
            "examples         3,840 learned, 7 left out",
            "learned through  2026-11-30T03:00:00Z (flights-1, offset 41)",
            "                 flights-1: offset 41",
            "went back to     3.80",
            "bytes            1,234, on the topic");
  }

  @Test
  void aVersionIsJson() {
    PublishedVersion file =
        PublishedVersion.of(message("ATL", 90, new Reference("a.snapshot", 5_000_000, 1)), AT);
    assertThat(file.toJson())
        .hasToString(
            "{\"version\":\"3.90\",\"key\":\"ATL\",\"published\":\"2026-11-30T03:00:00Z\","
                + "\"examples\":3840,\"skipped\":7,\"bytes\":5000000,\"file\":\"a.snapshot\","
                + "\"learned_through\":{\"time\":\"2026-11-30T03:00:00Z\",\"topic\":\"flights\","
                + "\"partition\":1,\"offset\":41},"
                + "\"partitions\":[{\"topic\":\"flights\",\"partition\":1,\"highest\":41}]}");
    assertThat(version(120).toJson().path("source").asText()).isEqualTo("3.80");
  }

  private static ConsumerRecord<byte[], byte[]> record(String key, long step) {
    byte[] value = new SnapshotMessageCodec().encode(message(key, step, new Inline(new byte[1])));
    return record(AT.toEpochMilli() + step, value);
  }

  private static ConsumerRecord<byte[], byte[]> record(long time, byte[] value) {
    return new ConsumerRecord<>(
        "f.models",
        0,
        0,
        time,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        new byte[0],
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  @Test
  void theNewestAreListedWhoseverTheyAre() {
    VersionList list = new VersionList(null, 2);
    list.take(record("ATL", 5));
    list.take(record("ORD", 3));
    list.take(record("ATL", 4));
    list.take(record(0, null));
    list.take(record(0, new byte[] {1}));

    assertThat(list.versions())
        .extracting(PublishedVersion::version)
        .containsExactly(new Version(3, 4), new Version(3, 5));
    assertThat(list.others()).isEqualTo(1);
  }

  @Test
  void thoseOfAKeyAreListed() {
    VersionList list = new VersionList("ORD", 20);
    list.take(record("ATL", 5));
    list.take(record("ORD", 3));

    assertThat(list.versions()).extracting(PublishedVersion::key).containsExactly("ORD");
    assertThat(list.others()).isZero();
  }
}
