/** The whole system on one machine, on real flights, while one watches. */
package io.gradstream.cli.demo;
