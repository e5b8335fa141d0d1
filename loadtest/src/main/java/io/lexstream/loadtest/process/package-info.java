/** Processes of their own for what is measured, and how they are told what to do. */
package io.lexstream.loadtest.process;
