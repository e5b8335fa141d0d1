/** Sends dead letters to the topics they came from again. */
package io.lexstream.cli.replay;
