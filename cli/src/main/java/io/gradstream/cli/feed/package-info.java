/** Replays a data file as a stream: its rows as events and labels, in time order, onto Kafka. */
package io.gradstream.cli.feed;
