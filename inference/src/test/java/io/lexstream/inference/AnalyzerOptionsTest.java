package io.lexstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.settings.Setting;
import io.lexstream.settings.Settings;
import io.lexstream.settings.SettingsException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzerOptionsTest {

  private static AnalyzerOptions.Builder builder() {
    return AnalyzerOptions.builder().addPackage(Path.of("models/en"));
  }

  private static AnalyzerOptions configured(String... keysAndValues) {
    var settings =
        Settings.builder().declare(AnalyzerOptions.SETTINGS).override("models.packages", "en,zh");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.override(keysAndValues[i], keysAndValues[i + 1]);
    }
    return AnalyzerOptions.from(settings.load());
  }

  @Test
  void anOptionThatIsNotSetHasItsDefault() {
    // When
    var options = builder().build();

    // Then
    assertThat(options.get(AnalyzerOptions.RUN_TIMEOUT)).isEqualTo(Duration.ofSeconds(60));
    assertThat(options.get(AnalyzerOptions.CACHE_SIZE)).isEqualTo(32L << 20);
    assertThat(options.find(AnalyzerOptions.WORKERS)).isEmpty();
  }

  @Test
  void aConfigurationAndTheBuilderGiveTheSameOptions() {
    // When
    var options =
        configured(
            "inference.workers", "3", "inference.linger", "5ms", "inference.provider", "cpu");

    // Then
    assertThat(options.packages())
        .containsExactly(PackageSource.of(Path.of("en")), PackageSource.of(Path.of("zh")));
    assertThat(options.find(AnalyzerOptions.WORKERS)).contains(3);
    assertThat(options.get(AnalyzerOptions.LINGER)).isEqualTo(Duration.ofMillis(5));
    assertThat(options.get(AnalyzerOptions.PROVIDER)).isEqualTo(ExecutionProvider.CPU);
    assertThat(options.find(AnalyzerOptions.TOKEN_BUDGET)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inference.workers",
        "inference.token-budget",
        "inference.batch-rows",
      })
  void zeroIsRejectedWithTheAdviceToLeaveTheKeyOut(String key) {
    // Then
    assertThatThrownBy(() -> configured(key, "0"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(key)
        .hasMessageContaining("leave it out");
  }

  static Stream<Arguments> valuesOutOfRange() {
    return Stream.of(
        Arguments.of(AnalyzerOptions.DEVICE, -1),
        Arguments.of(AnalyzerOptions.WORKERS, 0),
        Arguments.of(AnalyzerOptions.INTRA_OP_THREADS, 0),
        Arguments.of(AnalyzerOptions.TOKEN_BUDGET, (1 << 20) + 1),
        Arguments.of(AnalyzerOptions.BATCH_ROWS, -3),
        Arguments.of(AnalyzerOptions.LINGER, Duration.ofSeconds(-1)),
        Arguments.of(AnalyzerOptions.LINGER, Duration.ofDays(400)),
        Arguments.of(AnalyzerOptions.RUN_TIMEOUT, Duration.ZERO),
        Arguments.of(AnalyzerOptions.SUMMARY_SENTENCES, 0),
        Arguments.of(AnalyzerOptions.CACHE_SIZE, -1L));
  }

  @ParameterizedTest
  @MethodSource("valuesOutOfRange")
  <T> void theBuilderRejectsAValueOutOfRange(Setting<T> setting, T value) {
    // Then
    assertThatThrownBy(() -> builder().set(setting, value))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(setting.key());
  }

  @Test
  void aBatchHasOneLimit() {
    // Given
    var both = builder().set(AnalyzerOptions.BATCH_ROWS, 8).set(AnalyzerOptions.TOKEN_BUDGET, 256);

    // Then
    assertThatThrownBy(both::build)
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "inference.batch-rows and inference.token-budget are both set, but a batch has one"
                + " limit: remove one");
  }

  @Test
  void optionsWithoutPackageAreRejected() {
    // Then
    assertThatThrownBy(() -> AnalyzerOptions.builder().build())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no model package");
  }

  @Test
  void optionsSurviveSerialization() throws Exception {
    // Given
    var source = new PackageSource(Path.of("models/x"), List.of("de"), Optional.of("toxicity"));
    var options =
        builder()
            .addPackage(source)
            .set(AnalyzerOptions.PROVIDER, ExecutionProvider.CUDA)
            .set(AnalyzerOptions.LINGER, Duration.ofMillis(3))
            .build();
    var bytes = new ByteArrayOutputStream();

    // When
    AnalyzerOptions copy;
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(options);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      copy = (AnalyzerOptions) in.readObject();
    }

    // Then
    assertThat(copy.packages()).isEqualTo(options.packages()).contains(source);
    assertThat(AnalyzerOptions.ENGINE_SETTINGS)
        .allSatisfy(setting -> assertThat(copy.find(setting)).isEqualTo(options.find(setting)));
  }
}
