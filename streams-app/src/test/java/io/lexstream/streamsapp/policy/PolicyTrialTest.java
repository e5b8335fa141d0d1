package io.lexstream.streamsapp.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class PolicyTrialTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintWriter out = new PrintWriter(printed, true, UTF_8);

  @Test
  void theShippedPolicyGivesTheDecisionsNamedInTheShippedSamples() {
    // When
    new PolicyTrial(PolicyParser.shipped()).run(PolicyTrial.shippedSamples(), out);

    // Then
    assertThat(printed.toString(UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("allow").contains("default", "harmless"),
            line -> assertThat(line).startsWith("allow").contains("default", "complaint"),
            line -> assertThat(line).startsWith("review").contains("likely-toxic", "insult"),
            line -> assertThat(line).startsWith("block").contains("certainly-toxic", "abuse-1"),
            line -> assertThat(line).startsWith("block").contains("certainly-toxic", "abuse-2"),
            line -> assertThat(line).startsWith("block").contains("certainly-toxic", "abuse-3"),
            line ->
                assertThat(line)
                    .startsWith("review")
                    .contains("repeat-offender", "author.blocks.24h=3"),
            line -> assertThat(line).startsWith("review").contains("hostile-about-a-person"),
            line ->
                assertThat(line).startsWith("review").contains("when-missing", "third-language"));
  }

  @Test
  void reportsTheNumberOfAnInvalidLine() {
    assertThatThrownBy(
            () -> new PolicyTrial(PolicyParser.shipped()).run(new StringReader("\n{no json"), out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("line 2 is not an enriched document");
  }
}
