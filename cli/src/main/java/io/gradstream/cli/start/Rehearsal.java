package io.gradstream.cli.start;

import io.gradstream.cli.Gradstream;
import io.gradstream.cli.topics.KafkaAccess;
import io.gradstream.local.Home;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine;

/**
 * Rehearsal of what every command does, without its effects: it loads the classes, and the JVM that
 * runs it archives them ({@code -XX:ArchiveClassesAtExit}). Says nothing, needs no broker.
 */
public final class Rehearsal {

  private static final String SPEC = "flight-delays/flight-delays.yaml";
  private static final String NOBODY = "127.0.0.1:1";

  private Rehearsal() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    PrintWriter nowhere = new PrintWriter(OutputStream.nullOutputStream());
    CommandLine commands = Gradstream.commandLine().setOut(nowhere).setErr(nowhere);
    String spec = Home.ofThisProcess().examples().resolve(SPEC).toString();
    List.of(
            List.of("--help"),
            List.of("validate", spec),
            List.of("examples"),
            List.of("status", "nobody", "--brokers", NOBODY))
        .forEach(words -> commands.execute(words.toArray(String[]::new)));
    makeClients(new KafkaAccess(NOBODY, Map.of()).client());
  }

  private static void makeClients(Map<String, Object> properties) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    Admin.create(properties).close();
    new KafkaConsumer<>(new HashMap<>(properties), bytes, bytes).close();
    ByteArraySerializer written = new ByteArraySerializer();
    new KafkaProducer<>(new HashMap<>(properties), written, written).close();
  }
}
