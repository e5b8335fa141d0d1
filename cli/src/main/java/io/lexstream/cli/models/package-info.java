/** {@code lexstream models}: which model packages there are, what they hold, how good they are. */
package io.lexstream.cli.models;
