/**
 * The memory of a network, and where everything lies in it; used by every room of the engine but
 * {@code spec}.
 *
 * <p>{@code Layout} gives every vector its place before there is an {@code Arena}.
 */
package io.gradstream.network.memory;
