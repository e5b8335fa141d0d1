/** Generates the documents of {@code demo} and shows its figures. */
package io.lexstream.cli.demo;
