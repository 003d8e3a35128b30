/** Data files as rows of text cells under named columns: CSV and ARFF, plain or gzip. */
package io.gradstream.workbench.table;
