/** Records that are damaged in every way a decoder can tell, among many that are not. */
package io.gradstream.faults.poison;
