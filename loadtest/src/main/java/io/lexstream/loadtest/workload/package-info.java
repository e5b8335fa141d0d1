/** The documents of one run: the same for every system, and how they reach it. */
package io.lexstream.loadtest.workload;
