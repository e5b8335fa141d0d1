/** Sends dead letters to the topics they came from once more. */
package io.lexstream.cli.replay;
