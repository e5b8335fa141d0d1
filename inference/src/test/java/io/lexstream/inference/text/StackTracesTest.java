package io.lexstream.inference.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackTracesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "at com.acme.app.v2.Main.open(Main.java:42)",
        "at com.acme.Main.<init>(Main.java:12) ~[app-1.2.3.jar:1.2.3]",
        "at java.base/java.lang.Thread.run(Thread.java:840)",
        "at com.acme.Main$1.lambda$run$0(Main.java)",
        "... 12 more",
        "... 3 common frames omitted",
        "at getUser (/srv/app/user.js:10:15)",
        "at async Promise.all (index 0)",
        "at Object.<anonymous> [as run] (/srv/app/index.js:3:1)",
        "at /srv/app/index.js:3:1",
        "at Acme.Shop.Order.Ship(String id) in C:\\src\\Order.cs:line 12",
        "at System.Collections.Generic.Dictionary`2.get_Item(TKey key)",
        "Traceback (most recent call last):",
        "File \"/srv/app/main.py\", line 10, in <module>",
        "goroutine 1 [running]:",
        "main.main()",
        "net/http.(*conn).serve(0xc0000a2000)",
        "/srv/app/main.go:12 +0x1d",
        "from /srv/app/main.rb:3:in 'Object#run'",
        "12: std::panicking::begin_panic",
        "at src/main.rs:3:5",
        "#0 /srv/app/index.php(12): App->run()",
        "#1 {main}",
        "#2 0x00007f in main () from /lib/libc.so.6",
      })
  void findsFrames(String line) {
    assertThat(StackTraces.frames(List.of(line)).get(0)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.IllegalStateException: Cannot open the file (it is locked)",
        "Caused by: java.io.IOException: No space left on device",
        "ValueError: The order has no customer",
        "main.rb:3:in 'run': The order has no customer (ArgumentError)",
        "panic: runtime error: index out of range",
        "at home (and at work) we drink tea",
        "at 9:30 we met in the park",
        "#1 song of the year",
        "3: the price is too high",
        "File a complaint, line by line.",
      })
  void keepsMessagesAndProse(String line) {
    assertThat(StackTraces.frames(List.of(line)).isEmpty()).isTrue();
  }

  @Test
  void sourceLineOfAPythonFrameIsPartOfIt() {
    // When
    var frames =
        StackTraces.frames(
            List.of(
                "File \"main.py\", line 6, in main", "raise ValueError(\"no\")", "ValueError: no"));

    // Then
    assertThat(frames.stream()).containsExactly(0, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"created by %s", "1: %s", "at %s(", "from %s:3:in '", "#1 %s(1): x"})
  void costIsLinearInTheLengthOfALineWithASeparator(String form) {
    // Given
    var names = "a::".repeat(20_000);
    var line = form.formatted(names) + " (one\u2028two) " + names;

    // When, Then
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> StackTraces.frames(List.of(line, line)));
  }
}
