/**
 * Models as arrays of ND4J, and back. Who uses it brings ND4J and its native library: this module
 * names them and does not bring them. Every array is a copy, and its caller's to close.
 */
package io.gradstream.nd4j;
