/**
 * What the launchers run once for each JDK: {@link io.gradstream.cli.start.Rehearsal}, whose
 * classes are archived so that later commands start sooner. Nobody imports it.
 */
package io.gradstream.cli.start;
