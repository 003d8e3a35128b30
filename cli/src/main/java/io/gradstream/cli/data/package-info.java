/** What a command line says of a data file, and of what is to be learned from it. */
package io.gradstream.cli.data;
