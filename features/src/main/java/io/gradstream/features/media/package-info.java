/**
 * From the bytes of a picture or a sound to an array of small whole numbers: {@code Medium} says
 * how, each kind of file has a reader. Knows nothing of events; used by the rules of their values
 * and by whoever declares them.
 */
package io.gradstream.features.media;
