/** One line on how any learner does, while one watches; used by commands and by the demo. */
package io.gradstream.cli.live;
