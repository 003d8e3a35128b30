package io.gradstream.features.encode;

/**
 * Size of one embedding table.
 *
 * @param name the category's field
 * @param rows capacity + 2: row 0 for values never learned, row 1 for missing
 * @param width floats of a row
 */
public record TableSpec(String name, int rows, int width) {}
