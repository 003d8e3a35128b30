package io.gradstream.benchmarks.learning;

import static io.gradstream.benchmarks.learning.ArffAttribute.above;
import static io.gradstream.benchmarks.learning.ArffAttribute.category;
import static io.gradstream.benchmarks.learning.ArffAttribute.dayOfWeek;
import static io.gradstream.benchmarks.learning.ArffAttribute.minuteOfDay;
import static io.gradstream.benchmarks.learning.ArffAttribute.number;

import io.gradstream.benchmarks.learning.made.MadeStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The streams that learners are compared on. docs/learning-quality.md says where they are from. */
final class BenchStreams {

  private static final List<BenchStream> KNOWN =
      List.of(
          elec2(),
          weather(),
          flights(),
          phishing(),
          sea(),
          bikeSharing(),
          trumpApproval(),
          airline());

  static final List<BenchStream> ALL =
      Stream.concat(KNOWN.stream(), Stream.of(MadeStream.values()).map(BenchStreams::made))
          .toList();

  private BenchStreams() {}

  private static BenchStream elec2() {
    return BenchStream.of(
        "elec2",
        "elec2/elecNormNew.arff.gz",
        "class",
        List.of(
            number("date"),
            category("day"),
            number("period"),
            number("nswprice"),
            number("nswdemand"),
            number("vicprice"),
            number("vicdemand"),
            number("transfer"),
            category("class", "UP", "DOWN")));
  }

  private static BenchStream weather() {
    Stream<ArffAttribute> features = IntStream.rangeClosed(1, 8).mapToObj(i -> number("feat_" + i));
    return BenchStream.of(
        "weather",
        "noaa-weather/weather.csv.gz",
        "target",
        Stream.concat(features, Stream.of(category("target", "0", "1"))).toList());
  }

  private static BenchStream flights() {
    return BenchStream.of(
            "flights",
            "us-flights-2001/flights-1m.csv.gz",
            "delay > 15",
            List.of(
                minuteOfDay("date"),
                dayOfWeek("date"),
                number("distance"),
                category("origin"),
                category("destination"),
                above("delay", 15)))
        .withLimit(100_000);
  }

  private static BenchStream phishing() {
    return BenchStream.of(
        "phishing",
        "river-small/phishing.csv.gz",
        "is_phishing",
        numbersThen(
            category("is_phishing", "0", "1"),
            "empty_server_form_handler",
            "popup_window",
            "https",
            "request_from_other_domain",
            "anchor_from_other_domain",
            "is_popular",
            "long_url",
            "age_of_domain",
            "ip_in_url"));
  }

  private static BenchStream sea() {
    return new BenchStream(
        "sea",
        Optional.empty(),
        SeaStream::write,
        "label",
        List.of(),
        BenchStream.ALL,
        numbersThen(category("label", "0", "1"), "x1", "x2", "x3"),
        10_000);
  }

  private static BenchStream bikeSharing() {
    return BenchStream.of(
            "bike",
            "bike-sharing/hour.csv.gz",
            "cnt",
            numbersThen(
                number("cnt"),
                "season",
                "yr",
                "mnth",
                "hr",
                "holiday",
                "weekday",
                "workingday",
                "weathersit",
                "temp",
                "atemp",
                "hum",
                "windspeed"))
        .ignoring("casual", "registered");
  }

  private static BenchStream trumpApproval() {
    return BenchStream.of(
        "trump",
        "river-small/trump_approval.csv.gz",
        "five_thirty_eight",
        numbersThen(
            number("five_thirty_eight"),
            "ordinal_date",
            "gallup",
            "ipsos",
            "morning_consult",
            "rasmussen",
            "you_gov"));
  }

  /** Nothing but a month and a number: no features to give a forest. */
  private static BenchStream airline() {
    return BenchStream.of(
        "airline",
        "river-small/airline-passengers.csv",
        "passengers",
        List.of(number("passengers")));
  }

  private static BenchStream made(MadeStream stream) {
    List<ArffAttribute> attributes = new ArrayList<>();
    stream.numbers().forEach(column -> attributes.add(number(column)));
    stream.categories().forEach(column -> attributes.add(category(column)));
    String[] classes = stream.classes().toArray(String[]::new);
    attributes.add(classes.length == 0 ? number("label") : category("label", classes));
    return BenchStream.of(stream.title(), stream::write, "label", attributes);
  }

  private static List<ArffAttribute> numbersThen(ArffAttribute last, String... columns) {
    List<ArffAttribute> attributes = new ArrayList<>();
    for (String column : columns) {
      attributes.add(number(column));
    }
    attributes.add(last);
    return attributes;
  }
}
