/** Pictures of what an evaluation found. */
package io.gradstream.cli.plot;
