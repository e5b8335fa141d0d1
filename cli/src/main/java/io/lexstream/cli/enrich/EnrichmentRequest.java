package io.lexstream.cli.enrich;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Input, output and models of a run.
 *
 * @param inputName name of the input, for ids of documents without an id
 * @param input documents as JSON lines
 * @param enriched receives enriched documents as JSON lines in the order of the input
 * @param dead receives dead letters as JSON lines
 * @param models folders of the model packages; the first is the default
 * @param commitInterval time between commits; results become visible with a commit
 */
public record EnrichmentRequest(
    String inputName,
    InputStream input,
    OutputStream enriched,
    OutputStream dead,
    List<Path> models,
    Duration commitInterval) {}
