/**
 * What schemas declare of fields beyond what values show: what whole numbers count, digits behind a
 * point, the values there are. Of JSON Schema and of Kafka Connect; used by decoders, and by
 * whoever makes a spec from a topic.
 */
package io.gradstream.features.declared;
