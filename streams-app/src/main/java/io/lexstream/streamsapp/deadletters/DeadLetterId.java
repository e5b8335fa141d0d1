package io.lexstream.streamsapp.deadletters;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a dead letter lies on its topic; as text {@code PARTITION-OFFSET}. */
public record DeadLetterId(int partition, long offset) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

  /** Empty for what is no such id. */
  public static Optional<DeadLetterId> parse(String text) {
    var form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new DeadLetterId(Integer.parseInt(form.group(1)), Long.parseLong(form.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return partition + "-" + offset;
  }
}
