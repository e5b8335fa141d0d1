package io.lexstream.flinkjobs;

import static io.lexstream.flinkjobs.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.RegistryDeserializer;
import io.lexstream.schemas.avro.Document;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentDecoderTest {

  private static final int MAX_TEXT_BYTES = 20;

  private static final ConnectionSettings CONNECTION =
      ConnectionSettings.local("unused:1", "mock://document-decoder");

  private final DocumentDecoder decoder =
      new DocumentDecoder(RegistryDeserializer.open(CONNECTION, Document.class), MAX_TEXT_BYTES);

  @Test
  void aDocumentIsDecoded() {
    // Given
    var document = document("id", "a text");

    // When
    var decoded = decoder.decode(raw(TestDocuments.bytes(CONNECTION, document)));

    // Then
    assertThat(decoded).isEqualTo(new Decoded.Valid(document));
  }

  @Test
  void aMissingIdIsTheEntry() {
    // Given
    var document = document("", "a text");

    // When
    var decoded = decoder.decode(raw(TestDocuments.bytes(CONNECTION, document)));

    // Then
    assertThat(decoded)
        .isEqualTo(new Decoded.Valid(document("lexstream.documents-1-42", "a text")));
  }

  @Test
  void aTombstoneIsUndecodable() {
    // Given
    var tombstone = raw(null);

    // When
    var decoded = decoder.decode(tombstone);

    // Then
    assertThat(reason(decoded)).isEqualTo("undecodable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\r\n"})
  void aBlankTextIsInvalid(String text) {
    // Given
    var raw = raw(TestDocuments.bytes(CONNECTION, document("id", text)));

    // When
    var decoded = decoder.decode(raw);

    // Then
    assertThat(reason(decoded)).isEqualTo("invalid-document");
  }

  @ParameterizedTest
  @CsvSource({"a,20,21", "é,10,11", "語,6,7", "🚀,5,6"})
  void theLimitCountsBytesOfUtf8(String character, int fits, int exceeds) {
    // Given
    var fitting = raw(TestDocuments.bytes(CONNECTION, document("id", character.repeat(fits))));
    var exceeding = raw(TestDocuments.bytes(CONNECTION, document("id", character.repeat(exceeds))));

    // When
    var first = decoder.decode(fitting);
    var second = decoder.decode(exceeding);

    // Then
    assertThat(first).isInstanceOf(Decoded.Valid.class);
    assertThat(reason(second)).isEqualTo("too-large");
  }

  @Property(tries = 100)
  void anyBytesAfterAKnownSchemaIdAreDecodedOrRejected(@ForAll byte[] body) {
    // Given
    var known = TestDocuments.bytes(CONNECTION, document("id", "a text"));
    var bytes = ByteBuffer.allocate(5 + body.length).put(known, 0, 5).put(body).array();

    // When
    var decoded = decoder.decode(raw(bytes));

    // Then
    assertThat(decoded).isNotNull();
  }

  private static String reason(Decoded decoded) {
    return ((Decoded.Rejected) decoded).dead().reason();
  }

  private static RawRecord raw(byte[] value) {
    return new RawRecord(
        "lexstream.documents", 1, 42L, 0L, null, value, new String[0], new byte[0][]);
  }
}
