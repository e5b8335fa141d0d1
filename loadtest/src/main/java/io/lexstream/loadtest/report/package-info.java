/** Tables, plots and JSON of what was measured. */
package io.lexstream.loadtest.report;
