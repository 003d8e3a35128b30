package io.gradstream.sql;

import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SecurityConfig;

/**
 * The names of Kafka's classes in a jar where they have other ones: whoever names one, of a login
 * for instance, writes what Kafka calls it.
 *
 * @param root of their packages, with a dot at its end
 */
record KafkaNames(String root) {

  /** Of the Kafka that this class is beside. */
  static final KafkaNames HERE = new KafkaNames(root(Consumer.class.getName()));

  private static final String KAFKA =
      String.join(".", "org", "apache", "kafka", ""); // in one piece it is renamed too

  /** Properties that hold classes and whose names do not end like those of the others. */
  private static final Set<String> OF_CLASSES =
      Set.of(
          SaslConfigs.SASL_JAAS_CONFIG,
          SecurityConfig.SECURITY_PROVIDERS_CONFIG,
          CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

  private static String root(String consumer) {
    return consumer.substring(0, consumer.indexOf("clients.consumer"));
  }

  /** A property's value with the names of classes in it, if it holds any, as they are here. */
  String named(String property, String value) {
    return holdsClasses(property) && !value.contains(root) ? value.replace(KAFKA, root) : value;
  }

  private static boolean holdsClasses(String property) {
    return OF_CLASSES.contains(property)
        || property.endsWith(".class")
        || property.endsWith(".classes");
  }
}
