/** The one-process platform and the lexstream command. */
package io.lexstream.cli;
