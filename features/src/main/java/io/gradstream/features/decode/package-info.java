/**
 * Decoders and writers of users' records, Avro and JSON, and the registries of their schemas; used
 * by whoever reads or writes such records, in any module.
 *
 * <p>{@link io.gradstream.features.decode.EventDecoders} and {@link
 * io.gradstream.features.decode.EventWriters} are the doors.
 */
package io.gradstream.features.decode;
