package io.lexstream.platform;

import io.lexstream.flinkjobs.EnrichmentConfig;
import java.nio.file.Path;

/** The newest checkpoint in a data folder cannot be restored. */
public final class DamagedCheckpointException extends RuntimeException {

  private static final long serialVersionUID = 1;

  DamagedCheckpointException(Path checkpoint, Throwable cause) {
    super(
        "checkpoint %s is damaged: restore the folder from a backup, or delete the checkpoint and set"
                .formatted(checkpoint)
            + " %s to from-committed-offsets, which loses the documents in flight (%s)"
                .formatted(EnrichmentConfig.START.key(), RootCause.line(cause)),
        cause);
  }
}
