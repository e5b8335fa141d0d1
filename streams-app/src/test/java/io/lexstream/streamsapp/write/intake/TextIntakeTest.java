package io.lexstream.streamsapp.write.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.streamsapp.write.intake.SourceTopic.Format;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TextIntakeTest {

  private final IntakeDriver intake = new IntakeDriver(Format.TEXT, Map.of());

  @AfterEach
  void close() {
    intake.close();
  }

  @Test
  void readsUtf8WithoutItsByteOrderMark() {
    // When
    intake.send("\uFEFFGrüße".getBytes(UTF_8));

    // Then
    assertThat(intake.document().getText()).isEqualTo("Grüße");
  }

  @Test
  void keepsAByteOrderMarkInsideTheText() {
    // When
    intake.send("a\uFEFFb".getBytes(UTF_8));

    // Then
    assertThat(intake.document().getText()).isEqualTo("a\uFEFFb");
  }

  @Test
  void rejectsOtherEncodingsByName() {
    // When
    intake.send("Hello".getBytes(UTF_16LE));
    intake.send("\uFEFFHello".getBytes(UTF_16LE));
    intake.send("Grüße".getBytes(ISO_8859_1));

    // Then
    assertThat(intake.rejections())
        .satisfiesExactly(
            rejection -> assertThat(rejection).contains("encoded as UTF-16LE: send UTF-8"),
            rejection -> assertThat(rejection).contains("UTF-16LE (byte-order mark)"),
            rejection -> assertThat(rejection).contains("byte 2 (0xFC) is not UTF-8"));
  }

  @Test
  void keepsSingleNulCharacters() {
    // When
    intake.send("a\0b");

    // Then
    assertThat(intake.document().getText()).isEqualTo("a\0b");
  }
}
