package io.lexstream.cli.enrich;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What to enrich, with what, and where to.
 *
 * @param inputName names the input in ids of documents that have none
 * @param input JSON lines
 * @param enriched takes the enriched documents, as JSON lines in the order of the input
 * @param dead takes the lines that could not be enriched, as JSON lines
 * @param models folders of the model packages; the first is the default
 * @param commitInterval time between commits, after which results become visible
 */
public record EnrichmentRequest(
    String inputName,
    InputStream input,
    OutputStream enriched,
    OutputStream dead,
    List<Path> models,
    Duration commitInterval) {}
