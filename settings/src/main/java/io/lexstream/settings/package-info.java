/**
 * The configuration: one YAML file, environment variables over it, every key typed and validated.
 */
package io.lexstream.settings;
