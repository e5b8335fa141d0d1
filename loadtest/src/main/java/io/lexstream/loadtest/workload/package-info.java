/** The documents of a run, which are the same for every system. */
package io.lexstream.loadtest.workload;
