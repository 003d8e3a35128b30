package io.gradstream.cli.demo;

import java.util.List;
import java.util.Locale;

/** A stream that the demo shows: an example with its data, and a question to ask of its model. */
public enum DemoStream {
  TAXIS(
      "nyc-taxis",
      "trips.csv.gz",
      "What will this taxi ride cost? 6,433 real rides of March 2019 in New York; what each one came"
          + " to is known at its drop-off.",
      400,
      "Ask the model yourself (JFK airport to Times Square, on a Thursday evening):",
      """
      {"inputs": [
        {"name": "pickup", "datatype": "BYTES", "shape": [1], "data": ["2019-03-28T18:30:00-04:00"]},
        {"name": "distance", "datatype": "FP64", "shape": [1], "data": [17.3]},
        {"name": "passengers", "datatype": "FP64", "shape": [1], "data": [1]},
        {"name": "color", "datatype": "BYTES", "shape": [1], "data": ["yellow"]},
        {"name": "pickupZone", "datatype": "BYTES", "shape": [1], "data": ["JFK Airport"]},
        {"name": "dropoffZone", "datatype": "BYTES", "shape": [1], "data": ["Times Sq/Theatre District"]},
        {"name": "pickupBorough", "datatype": "BYTES", "shape": [1], "data": ["Queens"]},
        {"name": "dropoffBorough", "datatype": "BYTES", "shape": [1], "data": ["Manhattan"]}]}""") {
    @Override
    String answer(double output) {
      return String.format(Locale.ROOT, "%.2f dollars", output);
    }
  },
  FLIGHTS(
      "flight-delays",
      "flights.csv.gz",
      "Will this departure be more than 15 minutes late? 100,000 real US flights of a week of January"
          + " 2001. Hard, because a label comes six hours or more after its flight, when the weather"
          + " is another: a week has few days to learn from.",
      800,
      "Ask the model yourself (Chicago to New York, on a Tuesday evening):",
      """
      {"inputs": [
        {"name": "scheduled", "datatype": "BYTES", "shape": [1], "data": ["2001-01-09T18:30:00Z"]},
        {"name": "distance", "datatype": "FP64", "shape": [1], "data": [733]},
        {"name": "origin", "datatype": "BYTES", "shape": [1], "data": ["ORD"]},
        {"name": "destination", "datatype": "BYTES", "shape": [1], "data": ["LGA"]}]}""") {
    @Override
    String answer(double output) {
      return String.format(Locale.ROOT, "late with %.0f %%", 100 * output);
    }
  };

  private final String example;
  private final String data;
  private final String about;
  private final double perSecond;
  private final String invitation;
  private final String question;

  /**
   * @param perSecond events a second that two cores keep up with
   */
  DemoStream(
      String example,
      String data,
      String about,
      double perSecond,
      String invitation,
      String question) {
    this.example = example;
    this.data = data;
    this.about = about;
    this.perSecond = perSecond;
    this.invitation = invitation;
    this.question = question;
  }

  /** Folder of the example, and name of the learner. */
  String example() {
    return example;
  }

  /** The data file in that folder. */
  String data() {
    return data;
  }

  /** What it is, for somebody who sees it for the first time. */
  String about() {
    return about;
  }

  /** Events a second where nobody says otherwise. */
  double perSecond() {
    return perSecond;
  }

  String invitation() {
    return invitation;
  }

  /** Body of an inference request. */
  String question() {
    return question;
  }

  /** The answer to the question, in words. */
  abstract String answer(double output);

  /** The stream of that name, as a command line has it. */
  public static DemoStream of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Names, as a command line has them. */
  public static List<String> names() {
    return List.of(values()).stream().map(of -> of.name().toLowerCase(Locale.ROOT)).toList();
  }
}
