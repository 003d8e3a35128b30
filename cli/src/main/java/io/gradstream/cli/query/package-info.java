/**
 * One event asked of the query service, as it stands on Kafka: from fields to tensors, and back.
 */
package io.gradstream.cli.query;
