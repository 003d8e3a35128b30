/**
 * What a model is at a version: the shape it follows from, encoder and network as one, snapshots
 * with their codec, and where snapshots too large for a record are kept.
 */
package io.gradstream.model;
