/** The whole system on one machine, with the stream of an example, while one watches. */
package io.gradstream.cli.demo;
