/** What {@code demo} streams through the platform, and how it tells of it. */
package io.lexstream.cli.demo;
