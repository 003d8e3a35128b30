/** Files that commands write: looked at before the work begins, written when it is done. */
package io.gradstream.cli.output;
