package io.gradstream.cli.demo;

import java.util.OptionalLong;

/**
 * What a demo does.
 *
 * @param events how many flights; absent: all there are, and then it goes on answering
 * @param perSecond events a second; 0 for as fast as it goes
 * @param json the summary as one line of JSON
 */
public record DemoOptions(OptionalLong events, double perSecond, boolean json) {}
