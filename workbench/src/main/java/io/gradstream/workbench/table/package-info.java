/**
 * Data files: what they are and how they are written, as rows of text cells under named columns
 * (CSV and ARFF) or as lines (JSON); plain or gzip, from a file or a pipe.
 */
package io.gradstream.workbench.table;
