package io.gradstream.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommandCodec;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrafficTest {

  private static final String CONTROL = "plain.control";
  private static final int RECORDS = 30_000;

  private final Traffic traffic = Traffic.withCommands(3, 20, CONTROL);
  private final List<Traffic.Sent> sent = records(traffic);

  private static List<Traffic.Sent> records(Traffic traffic) {
    return Stream.generate(traffic::next).limit(RECORDS).toList();
  }

  private static String text(Traffic.Sent record) {
    return new String(record.value(), StandardCharsets.UTF_8);
  }

  @Test
  void aSeedAlwaysMakesTheSame() {
    List<String> again =
        records(Traffic.withCommands(3, 20, CONTROL)).stream().map(TrafficTest::text).toList();

    assertThat(sent).extracting(TrafficTest::text).isEqualTo(again);
  }

  @Test
  void anEventThatComesAgainIsTheVerySame() {
    Map<String, String> events = new HashMap<>(); // by id
    Map<String, Long> places = new HashMap<>(); // by id
    long again = 0;
    long longAfter = 0;
    for (Traffic.Sent record : sent) {
      if (record.topic().equals(Machines.EVENTS) && text(record).endsWith("}")) {
        String before = events.putIfAbsent(record.id(), text(record));
        Long place = places.putIfAbsent(record.id(), (long) events.size());
        if (before != null) {
          assertThat(text(record)).isEqualTo(before);
          again++;
          longAfter += events.size() - place > 4000 ? 1 : 0; // the label join has forgotten it
        }
      }
    }
    assertThat(events).hasSize((int) traffic.usable());
    assertThat(again).isEqualTo(traffic.again()).isGreaterThan(100);
    assertThat(longAfter).isGreaterThan(10);
  }

  @Test
  void commandsOfEveryKindComeAllTheTimeAndSomeTwice() {
    ControlCommandCodec codec = new ControlCommandCodec();
    List<ControlCommand> commands =
        sent.stream()
            .filter(record -> record.topic().equals(CONTROL))
            .map(record -> codec.decode(record.value()))
            .toList();
    Set<String> ids = new HashSet<>();
    commands.forEach(command -> ids.add(command.id()));

    CommandTraffic made = traffic.commands().orElseThrow();
    assertThat(commands).hasSize((int) made.sent()).hasSizeBetween(RECORDS / 110, RECORDS / 90);
    assertThat(ids).hasSize((int) made.different()).hasSizeLessThan(commands.size());
    assertThat(commands.stream().map(Object::getClass).distinct()).hasSize(3);
  }
}
