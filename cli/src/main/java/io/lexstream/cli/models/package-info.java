/** {@code lexstream models}: commands that list, inspect and evaluate model packages. */
package io.lexstream.cli.models;
