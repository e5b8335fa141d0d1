package io.lexstream.streamsapp.write.intake;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A media type.
 *
 * @param mediaType in lower case, without parameters; empty if the record names none
 * @param charset the parameter {@code charset}
 */
record ContentType(String mediaType, Optional<String> charset) {

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*(\"[^\"]*\"|[^;\\s]*)", Pattern.CASE_INSENSITIVE);

  static ContentType of(String written) {
    var charset = CHARSET.matcher(written);
    return new ContentType(
        written.split(";", 2)[0].strip().toLowerCase(Locale.ROOT),
        charset.find() ? Optional.of(charset.group(1).replace("\"", "")) : Optional.empty());
  }

  boolean isText() {
    return mediaType.startsWith("text/");
  }

  /** JSON, or no media type: JSON is the default of CloudEvents. */
  boolean isJson() {
    return mediaType.isEmpty() || mediaType.endsWith("/json") || mediaType.endsWith("+json");
  }

  /** Decodes {@code content} from the charset, UTF-8 by default. */
  String decode(String field, byte[] content) {
    return charset
        .map(name -> TextEncoding.named(field, content, name))
        .orElseGet(() -> TextEncoding.utf8(field, content));
  }
}
