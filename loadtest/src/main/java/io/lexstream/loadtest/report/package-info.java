/** Reports on measurements: tables, plots and JSON. */
package io.lexstream.loadtest.report;
