package org.allogate.webhooklog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.allogate.RandomCases;
import org.junit.jupiter.api.Test;

class StrangeTextTest {
  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void showsWhatIsWhole() {
    assertThat(StrangeText.of(utf8("Größe 😀\u0000\n"), 100)).isEqualTo("Größe 😀\u0000\n");
    assertThat(StrangeText.of(new byte[0], 100)).isEmpty();
  }

  @Test
  void endsBeforeACharacterThatWasCut() {
    byte[] text = utf8("ab😀");
    assertThat(StrangeText.of(text, 6)).isEqualTo("ab😀");
    for (int most = 2; most < 6; most++) {
      assertThat(StrangeText.of(text, most)).isEqualTo("ab");
      assertThat(StrangeText.of(Arrays.copyOf(text, most), most)).isEqualTo("ab");
    }
  }

  @Test
  void replacesWhatEndsTooSoonByItself() {
    assertThat(StrangeText.of(Arrays.copyOf(utf8("ab😀"), 4), 100)).isEqualTo("ab\uFFFD");
  }

  @Test
  void isTextWhateverTheBytesAre() {
    RandomCases.each(
        2_000,
        random -> {
          byte[] bytes = RandomCases.bytes(random, random.nextInt(40));
          int most = 1 + random.nextInt(40);
          String text = StrangeText.of(bytes, most);
          assertThat(text).hasSizeLessThanOrEqualTo(most);
          assertThat(new String(utf8(text), StandardCharsets.UTF_8)).isEqualTo(text);
          if (bytes.length < most) {
            assertThat(text).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
          }
        });
  }
}
