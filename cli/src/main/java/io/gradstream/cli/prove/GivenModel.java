package io.gradstream.cli.prove;

import io.gradstream.model.ModelSnapshot;

/**
 * A snapshot that is held against a statement.
 *
 * @param name of its file
 */
record GivenModel(String name, ModelSnapshot snapshot) {}
