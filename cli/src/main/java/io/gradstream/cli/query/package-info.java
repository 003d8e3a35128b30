/**
 * One event asked of the query service, as it stands on Kafka: from fields to tensors, and back; or
 * asked over Kafka itself.
 */
package io.gradstream.cli.query;
