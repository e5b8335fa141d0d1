/** Child processes for the measured systems, and the commands they answer. */
package io.lexstream.loadtest.process;
