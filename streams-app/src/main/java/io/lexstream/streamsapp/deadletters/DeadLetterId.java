package io.lexstream.streamsapp.deadletters;

import java.util.Optional;
import java.util.regex.Pattern;

/** Partition and offset of a dead letter on its topic. As text: {@code PARTITION-OFFSET}. */
public record DeadLetterId(int partition, long offset) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

  /** Empty if {@code text} is not such an id. */
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
