package io.lexstream.platform;

import io.lexstream.flinkjobs.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A file in the platform's folder that records the delivery guarantee of its state. A job with
 * another guarantee cannot commit the transactions that are still open.
 */
final class DeliveryMarker {

  private static final String FILE = "delivery";

  private DeliveryMarker() {}

  /**
   * Writes the marker, or compares it with {@code delivery} if it exists.
   *
   * @throws PlatformNotStartedException if the state has another guarantee
   */
  static void check(WorkFolder folder, Delivery delivery)
      throws IOException, PlatformNotStartedException {
    Path file = folder.path().resolve(FILE);
    if (Files.notExists(file)) {
      Files.writeString(file, delivery.name());
      return;
    }
    var recorded = Files.readString(file).strip();
    if (!recorded.equals(delivery.name())) {
      throw new PlatformNotStartedException(
          "the state in %s has delivery %s: start with --delivery %2$s, or use another folder"
              .formatted(folder.path(), flag(recorded)));
    }
  }

  private static String flag(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
