package io.lexstream.inference;

/**
 * A model package, by name and version.
 *
 * @param name the package's name
 * @param version its version; for a package without version, {@code sha256:} and the first 12 hex
 *     digits of its graph's hash
 */
public record ModelRef(String name, String version) {}
