package io.lexstream.platform;

import io.lexstream.flinkjobs.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Notes in the folder which delivery its state was written with. A job of the other kind cannot
 * take over transactions that wait to be committed.
 */
final class KeptDelivery {

  private static final String FILE = "delivery";

  private KeptDelivery() {}

  static void check(WorkFolder folder, Delivery delivery)
      throws IOException, PlatformNotStartedException {
    Path file = folder.path().resolve(FILE);
    if (Files.notExists(file)) {
      Files.writeString(file, delivery.name());
      return;
    }
    var kept = Files.readString(file).strip();
    if (!kept.equals(delivery.name())) {
      throw new PlatformNotStartedException(
          "what "
              + folder.path()
              + " holds was written with delivery "
              + flag(kept)
              + ": start with --delivery "
              + flag(kept)
              + ", or name another folder");
    }
  }

  private static String flag(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
