/** What {@code gradstream up} keeps running on this machine: broker, session cluster, service. */
package io.gradstream.cli.machine;
